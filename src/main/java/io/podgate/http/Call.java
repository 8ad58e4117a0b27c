package io.podgate.http;

import io.podgate.admission.Deadline;
import io.podgate.dialect.Dialect;
import io.podgate.identity.CallerTokens;
import io.podgate.policy.Caller;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One request of somebody known.
 *
 * @param dialect how the caller speaks
 */
record Call(Caller caller, Dialect dialect, HttpServerRequest http, String requestId, Deadline deadline) {

    static Call of(RoutingContext context, Dialect dialect, Duration time) {
        Caller caller = CallerTokens.caller(context).orElseThrow();
        String requestId = Ids.ofRequest(context.request().getHeader(Answers.REQUEST_ID));
        return new Call(caller, dialect, context.request(), requestId, Deadline.in(time));
    }

    boolean speaksV1() {
        return dialect == Dialect.V1;
    }

    /** A header's value; empty where it is absent or blank. */
    Optional<String> header(String name) {
        return Optional.ofNullable(http.getHeader(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** All values of a query parameter, in their order. */
    List<String> query(String name) {
        return http.params().getAll(name);
    }

    Response.ResponseBuilder label(Response.ResponseBuilder answer) {
        return answer.header(Answers.REQUEST_ID, requestId);
    }

    Response problem(Problem problem) {
        return label(Answers.problem(problem, Optional.empty(), speaksV1())).build();
    }
}
