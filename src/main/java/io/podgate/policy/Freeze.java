package io.podgate.policy;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.Direction;
import io.podgate.endpoint.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Stops growth, of one team's endpoints or of everybody's, until it is lifted or over. What only shrinks passes.
 *
 * @param team empty where it concerns everybody
 * @param by the caller that asked for it
 * @param until empty where it holds until it is lifted
 */
public record Freeze(
        Optional<String> team, Scope scope, String reason, String by, Instant since, Optional<Instant> until) {

    /** The rule that denials by it name. */
    public static final String RULE = "frozen";

    /** What is stopped. */
    public enum Scope {
        /** What may cost more: whatever grows. Going back to an earlier image passes. */
        COST,
        /** Whatever does not only shrink. */
        ALL;

        /** As documents and answers have it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean holds(Instant now) {
        return until.isEmpty() || until.get().isAfter(now);
    }

    /** Whether the team is among those it stops. */
    public boolean stops(Optional<String> other) {
        return team.isEmpty() || team.equals(other);
    }

    /** What it has against an update, one reason a field. */
    List<Violation> against(Proposal proposal) {
        return Change.onlyShrinks(proposal.changes())
                ? List.of()
                : proposal.changes().stream()
                        .filter(change -> stops(change.direction()))
                        .map(change -> Violation.of(
                                RULE,
                                proposal.pointer(change.field()),
                                change.field().key() + " may not " + verb(change.direction()) + ": " + words()))
                        .toList();
    }

    private boolean stops(Direction direction) {
        return direction == Direction.GROWS || (scope == Scope.ALL && direction != Direction.SHRINKS);
    }

    private static String verb(Direction direction) {
        return direction == Direction.GROWS ? "grow" : "change";
    }

    private String words() {
        return team.map(name -> "team " + name + " is frozen").orElse("everything is frozen")
                + until.map(end -> " until " + end).orElse("")
                + " by " + by + " (" + reason + "); what only shrinks passes";
    }
}
