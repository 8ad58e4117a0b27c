package io.podgate.policy;

import io.podgate.budget.Line;
import io.podgate.budget.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The caps that an endpoint is held against, with the exceptions in them that it has. */
final class Relieved {

    /**
     * A cap that an exception has changed.
     *
     * @param stated what it would be without
     */
    record Changed<T>(T stated, Exemption exemption) {}

    private final List<Exemption> exemptions;
    private final List<Changed<Line>> lines = new ArrayList<>();
    private final List<Changed<MonthCap>> months = new ArrayList<>();

    Relieved(PolicySet policy, Proposal proposal) {
        this.exemptions = !policy.exemptions().isEmpty()
                        && policy.owner(proposal.endpointId(), proposal.nameAfter())
                                instanceof Ownership.Owned(Team team)
                ? policy.exemptions(team, proposal)
                : List.of();
    }

    List<Line> lines(List<Line> stated) {
        return exemptions.isEmpty() ? stated : stated.stream().map(this::line).toList();
    }

    private Line line(Line stated) {
        return granted(stated.rule())
                .map(exemption -> {
                    lines.add(new Changed<>(stated, exemption));
                    return new Line(stated.key(), stated.rule(), stated.measure(), cap(exemption), stated.warnAt());
                })
                .orElse(stated);
    }

    List<MonthCap> months(List<MonthCap> stated) {
        return exemptions.isEmpty()
                ? stated
                : stated.stream().flatMap(month -> month(month).stream()).toList();
    }

    private Optional<MonthCap> month(MonthCap stated) {
        Optional<Exemption> granted = granted(stated.rule());
        granted.ifPresent(exemption -> months.add(new Changed<>(stated, exemption)));
        return granted.isEmpty()
                ? Optional.of(stated)
                : granted.flatMap(Relieved::cap).map(usd -> stated.capped(new Money(usd)));
    }

    private static Optional<BigDecimal> cap(Exemption exemption) {
        return exemption.relief() instanceof Relief.Cap(BigDecimal cap) ? Optional.of(cap) : Optional.empty();
    }

    private Optional<Exemption> granted(String rule) {
        return exemptions.stream().filter(each -> each.rule().equals(rule)).findFirst();
    }

    /** The lines whose caps exceptions have changed. */
    List<Changed<Line>> changedLines() {
        return List.copyOf(lines);
    }

    List<Changed<MonthCap>> changedMonths() {
        return List.copyOf(months);
    }
}
