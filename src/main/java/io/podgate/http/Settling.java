package io.podgate.http;

import io.podgate.admission.AuditTrail;
import io.podgate.admission.Deadline;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.Event;
import io.podgate.admission.Ledger;
import io.podgate.admission.Settler;
import io.podgate.dialect.Dialect;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Has a decision settled whose end nobody knows, and answers what the trail says then. */
@Singleton
final class Settling {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Settler settler;
    private final DecisionLog log;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final ReadLimit limit;
    private final HttpTimes times;

    Settling(
            Settler settler, DecisionLog log, AuditTrail trail, ReadLimit limit, HttpTimes times, InstantSource clock) {
        this.settler = settler;
        this.log = log;
        this.trail = trail;
        this.clock = clock;
        this.limit = limit;
        this.times = times;
    }

    Uni<Response> settle(RoutingContext context, String id) {
        Call call = Call.of(context, Dialect.V2, times.deadline());
        return limit.read(
                call,
                Preconditions.badDecisionId(id).or(() -> Parameters.NONE.flaw(call)),
                () -> settler.settle(id, call.deadline())
                        .chain(look -> Decisions.readable(
                                call,
                                look.map(seen -> looked(call, id, seen)).orElseGet(() -> nothingOpen(call, id)))));
    }

    private Uni<Response> looked(Call call, String id, Settler.Look look) {
        if (look != Settler.Look.SETTLED) {
            tell(call, id, look, Optional.empty());
        }
        return switch (look) {
            case SETTLED ->
                recorded(id, Deadline.in(PATIENCE))
                        .invoke(found -> tell(call, id, look, found.flatMap(DecisionBody::outcome)))
                        .map(found -> found.map(entry -> ended(call, entry))
                                .orElseGet(() -> call.problem(Problem.of(
                                        ProblemType.LEDGER_UNAVAILABLE,
                                        "it is settled, but its record cannot be read here"))));
            case MAY_LAND ->
                problem(
                        call,
                        Problem.of(
                                        ProblemType.IN_PROGRESS,
                                        "something of the update may still land, whatever RunPod shows now; nothing is settled yet")
                                .retryAfter(Ledger.LANDING_WINDOW));
            case UNREAD ->
                problem(
                        call,
                        Problem.of(
                                        ProblemType.RUNPOD_UNAVAILABLE,
                                        "RunPod could not be asked what stands; nothing is settled yet")
                                .retryAfter(LATER));
        };
    }

    private void tell(Call call, String id, Settler.Look look, Optional<String> outcome) {
        trail.record(new Event.Settled(
                clock.instant(),
                id,
                call.requestId(),
                Headers.traceId(call),
                call.caller().name(),
                look,
                outcome));
    }

    /** It ended long ago, it is under way, or there never was such a decision. */
    private Uni<Response> nothingOpen(Call call, String id) {
        return log.byId(id)
                .map(found ->
                        found.map(entry -> ended(call, entry)).orElseGet(() -> call.problem(Decisions.missing())));
    }

    private static Response ended(Call call, DecisionLog.Entry entry) {
        return DecisionBody.isResult(entry)
                ? Decisions.shown(call, entry)
                : call.problem(Problem.of(
                                ProblemType.IN_PROGRESS, "the update is under way, or its end is just being recorded")
                        .retryAfter(SOON));
    }

    /** Results are written behind whoever has something to record, so the record is waited for a little. */
    private Uni<Optional<DecisionLog.Entry>> recorded(String id, Deadline patience) {
        return log.byId(id)
                .chain(found -> found.filter(DecisionBody::isResult).isPresent() || patience.passed()
                        ? Uni.createFrom().item(found)
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(PAUSE)
                                .chain(() -> recorded(id, patience)));
    }

    private static Uni<Response> problem(Call call, Problem problem) {
        return Uni.createFrom().item(call.problem(problem));
    }
}
