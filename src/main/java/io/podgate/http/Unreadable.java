package io.podgate.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.podgate.identity.CallerTokens;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Answers in problem form what ends before it is a request to any route, because its request line or Host is wrong, or
 * fails on its way through {@link Express}.
 */
@Singleton
final class Unreadable {

    private static final String NOT_HTTP = "this is not a well-formed HTTP request";

    private final CallerTokens tokens;

    Unreadable(CallerTokens tokens) {
        this.tokens = tokens;
    }

    /** Comes before the framework's own handler, which would show more of the failure than is anybody's business. */
    void standBehind(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!tokens.fit(request)) {
            end(request, Gatekeeper.unauthenticated(request));
        } else if (context.statusCode() == 404) {
            end(request, Mishaps.noSuchRoute(request.uri()));
        } else if (context.statusCode() < 500) {
            end(request, malformed(NOT_HTTP));
        } else {
            String id = Ids.fresh();
            end(request, Mishaps.internal(context.failure(), id), Optional.of(id));
        }
    }

    /** Ends what is no HTTP, and the connection with it: where the next request would begin is not known. */
    void end(HttpServerRequest request) {
        request.response().putHeader("Connection", "close");
        Throwable why = request.decoderResult().cause();
        end(
                request,
                why instanceof RequestLine && !tokens.fit(request)
                        ? Gatekeeper.unauthenticated(request)
                        : malformed(detail(why)));
        request.connection().close();
    }

    private static String detail(Throwable why) {
        return switch (why) {
            case RequestLine line -> "the request line is no URI's, or of another version of HTTP";
            case TooLongHttpLineException line -> "the request line is too long";
            case TooLongHttpHeaderException headers -> "the headers are too long";
            default -> NOT_HTTP;
        };
    }

    private static Problem malformed(String detail) {
        return Problem.of(ProblemType.MALFORMED_REQUEST, detail);
    }

    private static void end(HttpServerRequest request, Problem problem) {
        end(request, problem, Optional.empty());
    }

    private static void end(HttpServerRequest request, Problem problem, Optional<String> decisionId) {
        HttpServerResponse response = request.response();
        if (response.headWritten()) {
            request.connection().close();
            return;
        }
        Response answer =
                Answers.problem(problem, decisionId, Paths.isV1(request.path())).build();
        response.putHeader(Answers.REQUEST_ID, Ids.ofRequest(request.getHeader(Answers.REQUEST_ID)));
        Answers.send(answer, response);
    }

    /** A request line that cannot be understood, above headers that can. */
    static final class RequestLine extends Exception {

        private static final long serialVersionUID = 1;
    }
}
