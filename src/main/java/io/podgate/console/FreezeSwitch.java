package io.podgate.console;

import io.podgate.admission.Freezer;
import io.podgate.admission.Freezes;
import io.podgate.admission.PolicySource;
import io.podgate.endpoint.Violation;
import io.podgate.http.FreezeBody;
import io.podgate.json.Json;
import io.podgate.policy.Freeze;
import io.podgate.policy.Team;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows what is frozen, freezes and lets go, as {@code /platform/freeze} does. */
@Singleton
final class FreezeSwitch {

    static final String FREEZE = "freeze";
    static final String LIFT = "unfreeze";

    private static final String TEAM = "team";
    private static final int LONGEST_DAYS = 30;

    private final PolicySource policies;
    private final Freezes freezes;
    private final Freezer freezer;
    private final TroublePage trouble;
    private final InstantSource clock;

    FreezeSwitch(PolicySource policies, Freezes freezes, Freezer freezer, TroublePage trouble, InstantSource clock) {
        this.policies = policies;
        this.freezes = freezes;
        this.freezer = freezer;
        this.trouble = trouble;
        this.clock = clock;
    }

    Overview.Freezing now() {
        Instant now = clock.instant();
        return new Overview.Freezing(
                freezes.known().isPresent(),
                freezes.inForce(now).stream().map(freeze -> frozen(freeze, now)).toList(),
                policies.current().orElseThrow().teams().stream()
                        .map(Team::name)
                        .toList());
    }

    private static Overview.Frozen frozen(Freeze freeze, Instant now) {
        return new Overview.Frozen(
                freeze.team().orElse(""),
                freeze.team().map(team -> "Team " + team + " is frozen").orElse("Everybody is frozen"),
                freeze.scope() == Freeze.Scope.ALL ? "whatever does not only shrink" : "whatever may cost more",
                freeze.reason(),
                freeze.by(),
                Words.ago(freeze.since(), now),
                freeze.until().map(until -> "until " + Words.moment(until)).orElse("until it is lifted"));
    }

    Answer freeze(Visit visit, Session session) {
        Map<String, Object> wish = new LinkedHashMap<>();
        visit.filled(TEAM).ifPresent(team -> wish.put(TEAM, team));
        wish.put("scope", visit.filled("scope").orElse(Freeze.Scope.COST.key()));
        wish.put("reason", visit.filled("reason").orElse(""));
        visit.filled("hours")
                .flatMap(FreezeSwitch::hours)
                .ifPresent(
                        length -> wish.put("until", clock.instant().plus(length).toString()));
        String by = session.caller().name();
        return switch (FreezeBody.read(Json.bytes(wish), policies.current().orElseThrow(), by, clock.instant())) {
            case FreezeBody.Read.Wrong(List<Violation> violations) ->
                trouble.say(
                        visit,
                        Optional.of(session),
                        400,
                        violations.stream().map(Violation::detail).collect(Collectors.joining("; ")) + ".");
            case FreezeBody.Read.Understood(Freeze freeze) ->
                done(
                        visit,
                        session,
                        freezer.freeze(freeze, order(visit, session))
                                .await()
                                .atMost(visit.deadline().remaining()));
        };
    }

    Answer lift(Visit visit, Session session) {
        return done(
                visit,
                session,
                freezer.lift(visit.filled(TEAM), order(visit, session))
                        .await()
                        .atMost(visit.deadline().remaining()));
    }

    private Answer done(Visit visit, Session session, boolean done) {
        return done
                ? Answer.to(Visit.HOME)
                : trouble.say(
                        visit, Optional.of(session), 503, "What is frozen cannot be changed at the moment: try again.");
    }

    private static Freezer.Order order(Visit visit, Session session) {
        return new Freezer.Order(
                visit.requestId(), Optional.empty(), session.caller().name());
    }

    private static Optional<Duration> hours(String text) {
        try {
            return Optional.of(Duration.ofHours(Math.clamp(Integer.parseInt(text), 1, LONGEST_DAYS * 24)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
