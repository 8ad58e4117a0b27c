package io.podgate.http;

import io.podgate.admission.Freezer;
import io.podgate.admission.Freezes;
import io.podgate.admission.Outcome;
import io.podgate.admission.PolicySource;
import io.podgate.dialect.Dialect;
import io.podgate.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Tells what is frozen, freezes, and lets go. */
@Singleton
final class Freezing {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String TEAM = "team";

    private static final Parameters ONE_TEAM =
            new Parameters(Map.of(TEAM, new Parameters.Form(name -> !name.isEmpty(), "a team's name")));

    private final PolicySource policies;
    private final Freezes freezes;
    private final Freezer freezer;
    private final ReadLimit limit;
    private final HttpTimes times;
    private final InstantSource clock;

    Freezing(
            PolicySource policies,
            Freezes freezes,
            Freezer freezer,
            ReadLimit limit,
            HttpTimes times,
            InstantSource clock) {
        this.policies = policies;
        this.freezes = freezes;
        this.freezer = freezer;
        this.limit = limit;
        this.times = times;
        this.clock = clock;
    }

    Uni<Response> all(RoutingContext context) {
        Call call = call(context);
        return limit.read(
                call,
                Parameters.NONE.flaw(call),
                () -> Uni.createFrom()
                        .item(() ->
                                freezes.known().isPresent() ? shown(call) : call.problem(unavailable("is not known"))));
    }

    Uni<Response> freeze(RoutingContext context) {
        Call call = call(context);
        return limit.read(
                call,
                Parameters.NONE.flaw(call).or(() -> Negotiation.ofBody(call)),
                () -> RequestBody.read(context, call.deadline()).chain(received -> switch (received) {
                    case RequestBody.Received.Unusable(Outcome.Refused why) ->
                        Uni.createFrom().item(call.problem(DecisionAnswers.refused(why)));
                    case RequestBody.Received.Whole(var text) -> freeze(call, text.bytes());
                }));
    }

    private Uni<Response> freeze(Call call, byte[] text) {
        PolicySet policy = policies.current().orElseThrow();
        return switch (FreezeBody.read(text, policy, call.caller().name(), clock.instant())) {
            case FreezeBody.Read.Wrong(var violations) ->
                Uni.createFrom().item(call.problem(Problem.of(ProblemType.MALFORMED_REQUEST, violations)));
            case FreezeBody.Read.Understood(var freeze) ->
                freezer.freeze(freeze, order(call)).map(done -> changed(call, done));
        };
    }

    Uni<Response> lift(RoutingContext context) {
        Call call = call(context);
        return limit.read(
                call,
                ONE_TEAM.flaw(call),
                () -> freezer.lift(call.query(TEAM).stream().findFirst(), order(call))
                        .map(done -> changed(call, done)));
    }

    private static Freezer.Order order(Call call) {
        return new Freezer.Order(
                call.requestId(), Headers.traceId(call), call.caller().name());
    }

    private Call call(RoutingContext context) {
        return Call.of(context, Dialect.V2, times.deadline());
    }

    private Response changed(Call call, boolean done) {
        return done ? shown(call) : call.problem(unavailable("cannot be changed"));
    }

    private Response shown(Call call) {
        return call.label(Answers.json(FreezeBody.of(freezes.inForce(clock.instant()))))
                .build();
    }

    private static Problem unavailable(String what) {
        return Problem.of(ProblemType.LEDGER_UNAVAILABLE, "what is frozen " + what + " at the moment")
                .retryAfter(SOON);
    }
}
