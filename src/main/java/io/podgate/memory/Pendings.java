package io.podgate.memory;

import io.podgate.admission.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Intents without a result and those of which something may still land, in the order in which they were recorded.
 * Belongs to its {@link Holdings} and is not safe for threads.
 */
final class Pendings {

    private final Map<String, Pending> byDecision = new LinkedHashMap<>();

    void put(Pending intent) {
        byDecision.put(intent.decisionId(), intent);
    }

    Optional<Pending> of(String decisionId) {
        return Optional.ofNullable(byDecision.get(decisionId));
    }

    Optional<Pending> remove(String decisionId) {
        return Optional.ofNullable(byDecision.remove(decisionId));
    }

    /** Where it is there. */
    void change(String decisionId, UnaryOperator<Pending> how) {
        byDecision.computeIfPresent(decisionId, (id, intent) -> how.apply(intent));
    }

    /** Hands out those that nobody is at, and whose landing window is over. */
    List<Pending> handOut(Instant now) {
        return handOut(intent -> intent.hasLanded(now) && !intent.isSomebodys(now), now);
    }

    /** Hands out what a forward is over of, of an endpoint or of one decision. */
    List<Pending> handOut(String id, Instant now) {
        return handOut(
                intent -> intent.isUnsettled(now)
                        && (intent.endpointId().equals(id)
                                || intent.decisionId().equals(id)),
                now);
    }

    private List<Pending> handOut(Predicate<Pending> which, Instant now) {
        List<Pending> taken = new ArrayList<>();
        byDecision.values().stream().filter(which).forEach(taken::add);
        taken.forEach(intent -> put(intent.handedOutAt(now)));
        return taken;
    }

    /** Whether nothing is open that was judged by other books. */
    boolean areAllBy(String books) {
        return byDecision.values().stream().allMatch(intent -> intent.books().equals(books));
    }

    /** When the oldest without a result was recorded. */
    Optional<Instant> oldest() {
        return byDecision.values().stream()
                .filter(intent -> !intent.isRecorded())
                .map(Pending::since)
                .min(Instant::compareTo);
    }

    Ledger.Standing standing(Instant now) {
        List<Instant> since = byDecision.values().stream()
                .filter(intent -> intent.isUnsettled(now) && !intent.isRecorded())
                .map(Pending::since)
                .sorted()
                .toList();
        return new Ledger.Standing(
                since.size(), since.isEmpty() ? Duration.ZERO : Duration.between(since.getFirst(), now));
    }
}
