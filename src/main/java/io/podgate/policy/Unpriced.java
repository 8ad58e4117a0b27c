package io.podgate.policy;

import io.podgate.budget.Line;
import io.podgate.endpoint.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Growth that some budget would have to count in money, of cards whose price is not known. */
final class Unpriced {

    private final PolicySet policy;
    private final Delta delta;

    /** The strictest line that cannot say what the growth costs. */
    private final Optional<Line> inDoubt;

    Unpriced(PolicySet policy, List<Line> lines, Delta delta) {
        this.policy = policy;
        this.delta = delta;
        this.inDoubt = delta.after().unpriced().isEmpty()
                ? Optional.empty()
                : lines.stream()
                        .filter(line -> line.measure().isMoney() && line.cap().isPresent())
                        .filter(delta::mayGrowOn)
                        .min(Comparator.comparing(policy::enforcement));
    }

    /** Where the line refuses. */
    Optional<Violation> violation() {
        return inDoubt.filter(policy::denies).map(this::violation);
    }

    /** Where it does not. */
    Optional<Tolerated> tolerated() {
        return inDoubt.filter(line -> !policy.denies(line))
                .map(line -> new Tolerated(violation(line), policy.enforcement(line)));
    }

    private Violation violation(Line line) {
        List<String> cards = delta.after().unpriced().stream().sorted().toList();
        String detail = "no price is known of " + Objection.names(cards) + ", so that growth cannot be held against "
                + BillWords.of(line)
                + (delta.after().lacksPrices() ? "; the platform team can state one in the policy's prices" : "");
        return Violation.of("unknown.price", delta.growth().pointerToCards(), detail)
                .actual(cards);
    }
}
