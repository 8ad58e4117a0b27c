package io.podgate.http;

import io.podgate.admission.DecisionLog;
import io.podgate.dialect.Dialect;
import io.podgate.json.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Answers what the trail says about decisions. */
@Singleton
final class Decisions {

    private static final Logger LOG = Logger.getLogger(Decisions.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final DecisionLog log;
    private final ReadLimit limit;
    private final HttpTimes times;

    Decisions(DecisionLog log, ReadLimit limit, HttpTimes times) {
        this.log = log;
        this.limit = limit;
        this.times = times;
    }

    Uni<Response> one(RoutingContext context, String id) {
        Call call = Call.of(context, Dialect.V2, times.deadline());
        return limit.read(
                call,
                Preconditions.badDecisionId(id).or(() -> Parameters.NONE.flaw(call)),
                () -> readable(
                        call,
                        log.byId(id)
                                .map(found -> found.filter(entry -> DecisionBody.isFor(call.caller(), entry))
                                        .map(entry -> shown(call, entry))
                                        .orElseGet(() -> call.problem(missing())))));
    }

    Uni<Response> page(RoutingContext context) {
        Call call = Call.of(context, Dialect.V2, times.deadline());
        return limit.read(
                call,
                DecisionQuery.flaw(call, log),
                () -> readable(call, log.find(DecisionQuery.of(call)).map(page -> shown(call, page))));
    }

    static Response shown(Call call, DecisionLog.Entry entry) {
        return call.label(Answers.json(DecisionBody.of(call.caller(), entry))).build();
    }

    private static Response shown(Call call, DecisionLog.Page page) {
        List<Json.Obj> decisions = page.entries().stream()
                .map(entry -> DecisionBody.of(call.caller(), entry))
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("decisions", decisions);
        page.next().ifPresent(next -> body.put("next", next));
        return call.label(Answers.json(body)).build();
    }

    /** The same words, whether there is none or it is another team's. */
    static Problem missing() {
        return Problem.of(ProblemType.NO_SUCH_ROUTE, "there is no such decision, or it is not your team's");
    }

    /** What the trail is asked for may be on a disk, or in a database, that is away. */
    static Uni<Response> readable(Call call, Uni<Response> answer) {
        return answer.onFailure().recoverWithItem(failure -> {
            LOG.errorf(failure, "request %s: the trail could not be read", call.requestId());
            return call.problem(Problem.of(ProblemType.LEDGER_UNAVAILABLE, "the audit trail cannot be read")
                    .retryAfter(SOON));
        });
    }
}
