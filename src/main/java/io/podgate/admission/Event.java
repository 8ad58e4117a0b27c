package io.podgate.admission;

import io.podgate.policy.Freeze;
import io.podgate.policy.PolicyDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the trail tells besides decisions. */
public sealed interface Event {

    Instant time();

    /**
     * A policy is in force here. May be said again and again: it is recorded when it is news.
     *
     * @param source where the policy is looked for
     * @param documents all of it
     */
    record PolicyInForce(Instant time, String revision, String source, List<PolicyDocument> documents)
            implements Event {}

    /**
     * Somebody had a decision settled whose end was not known.
     *
     * @param traceId see {@link UpdateRequest}
     * @param caller who asked for it
     * @param look what came of it
     * @param outcome how the decision has ended, where it has
     */
    record Settled(
            Instant time,
            String decisionId,
            String requestId,
            Optional<String> traceId,
            String caller,
            Settler.Look look,
            Optional<String> outcome)
            implements Event {}

    /**
     * Somebody has signed in to the console.
     *
     * @param role see {@link io.podgate.policy.Role#key}
     */
    record SignedIn(Instant time, String requestId, String caller, String role) implements Event {}

    /**
     * Somebody froze something, or let it go.
     *
     * @param traceId see {@link UpdateRequest}
     * @param caller who asked for it
     * @param team whose updates; empty where everybody's
     * @param freeze what holds from now on; empty where nothing does
     */
    record Frozen(
            Instant time,
            String requestId,
            Optional<String> traceId,
            String caller,
            Optional<String> team,
            Optional<Freeze> freeze)
            implements Event {}

    /** An update has landed late. */
    record LandedLate(Drift drift) implements Event {

        @Override
        public Instant time() {
            return drift.time();
        }
    }
}
