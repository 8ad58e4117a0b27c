package io.podgate.policy;

import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import io.podgate.budget.Money;
import io.podgate.budget.Shortage;
import io.podgate.budget.Spending;
import io.podgate.budget.Usage;
import io.podgate.endpoint.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an update costs at worst, which budget lines it grows on, and what there is to say about that. A line objects
 * only to growth: what an endpoint takes of it already may stay.
 */
public final class Bill {

    private final PolicySet policy;
    private final Relieved relieved;
    private final List<Line> lines;
    private final Delta delta;

    /** Those of the lines on which the update grows. */
    private final List<Line> growing;

    private final Fitting fitting;
    private final Unpriced unpriced;
    private final Months months;

    private Bill(PolicySet policy, Proposal proposal) {
        String id = proposal.endpointId();
        this.policy = policy;
        List<Line> linesBefore = policy.lines(id, proposal.nameBefore());
        this.relieved = new Relieved(policy, proposal);
        this.lines = relieved.lines(proposal.renames() ? policy.lines(id, proposal.nameAfter()) : linesBefore);
        this.delta = Delta.of(proposal, linesBefore, lines);
        this.growing = new ArrayList<>();
        for (Line line : lines) {
            if (delta.growsOn(line)) {
                growing.add(line);
            }
        }
        this.fitting = new Fitting(delta);
        this.unpriced = new Unpriced(policy, lines, delta);
        this.months = new Months(policy.months(id, proposal.nameAfter()), relieved, delta, fitting);
    }

    /** Prices both sides of the proposal, by the lines of the endpoint's old and of its new name. */
    public static Bill of(PolicySet policy, Proposal proposal) {
        return new Bill(policy, proposal);
    }

    public Usage before() {
        return delta.before();
    }

    public Usage after() {
        return delta.after();
    }

    /** What the endpoint takes of the lines of its old name. */
    public Claim claimBefore() {
        return delta.claimBefore();
    }

    /** What it would take of the lines of its new name. */
    public Claim claimAfter() {
        return delta.claimAfter();
    }

    /** The capped lines on which the update grows, and which refuse what does not fit. */
    public List<Demand> demands() {
        List<Demand> demands = new ArrayList<>();
        for (Line line : growing) {
            if (line.cap().isPresent() && policy.denies(line)) {
                demands.add(new Demand(line.key(), line.cap().get()));
            }
        }
        return List.copyOf(demands);
    }

    /** The lines whose totals {@link #workersThatFit}, {@link #warnings(Map)} and {@link #teamBurnRate} ask for. */
    public Set<String> lineKeys() {
        Set<String> keys = new TreeSet<>();
        for (Line line : lines) {
            if (line.cap().isPresent()) {
                keys.add(line.key());
            }
        }
        relieved.changedLines().forEach(changed -> keys.add(changed.stated().key()));
        teamBurnRate().map(Line::key).ifPresent(keys::add);
        return keys;
    }

    /** The line of the team's burn rate, capped or not; empty where the endpoint would be no team's. */
    public Optional<Line> teamBurnRate() {
        for (Line line : lines) {
            if (line.measure() instanceof Measure.BurnRate && Owners.isTeam(line.owner())) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** Whether some budget has to count in money what the update lets grow. */
    public boolean needsPrices() {
        return lines.stream()
                .filter(line -> policy.denies(line)
                        && line.measure().isMoney()
                        && line.cap().isPresent())
                .anyMatch(line -> delta.mayGrowOn(line) || growing.contains(line));
    }

    /** Growth that some budget would have to count in money, of cards whose price is not known; at most one. */
    public List<Violation> unpriced() {
        return unpriced.violation().stream().toList();
    }

    /** What the lines have to say that the update did not fit into. */
    public List<Violation> violations(List<Shortage> shortages) {
        return shortages.stream()
                .flatMap(shortage -> lines.stream()
                        .filter(line -> line.key().equals(shortage.line()))
                        .map(line -> violation(line, shortage)))
                .toList();
    }

    private Violation violation(Line line, Shortage shortage) {
        Optional<Long> fits = fitting.on(line, shortage.cap().subtract(shortage.others()));
        Violation violation = Violation.of(
                        line.rule(), delta.growth().pointer(line.measure()), BillWords.shortage(line, shortage, fits))
                .limit(Money.shown(shortage.cap()))
                .actual(Money.shown(shortage.total()));
        return fits.map(violation::passes).orElse(violation);
    }

    /**
     * The largest {@code workersMax} that every capped line would let pass; empty where none counts it.
     *
     * @param totals by line, this endpoint as it stands included
     * @param spending what was spent this month; empty where it is not known
     */
    public Optional<Long> workersThatFit(Map<String, BigDecimal> totals, Optional<Spending> spending) {
        Optional<Long> fits = lines.stream()
                .filter(line -> policy.denies(line) && line.cap().isPresent())
                .filter(line -> !(line.measure() instanceof Measure.Floor))
                .flatMap(line -> fitting.on(line, line.cap().get().subtract(delta.others(line, totals))).stream())
                .min(Long::compare);
        if (unpriced.violation().isEmpty()
                && spending.filter(spent -> !overspent(spent).isEmpty()).isEmpty()) {
            return fits;
        }
        long standing = fitting.whereNothingMayGrow().orElse(0L);
        return Optional.of(Math.min(standing, fits.orElse(standing)));
    }

    /**
     * The lines on which the update grows, and which come to so much that it has to be said.
     *
     * @param totals by line, this endpoint as it stands included
     */
    public List<Warning> warnings(Map<String, BigDecimal> totals) {
        List<Warning> warnings = new ArrayList<>();
        for (Line line : growing) {
            if (line.warnAt().isPresent() && policy.enforcement(line) != Enforcement.TRIAL) {
                BigDecimal total =
                        delta.others(line, totals).add(delta.claimAfter().of(line.key()));
                warning(line, total).ifPresent(warnings::add);
            }
        }
        return List.copyOf(warnings);
    }

    private static Optional<Warning> warning(Line line, BigDecimal total) {
        return line.cap()
                .filter(cap -> total.compareTo(cap) <= 0)
                .filter(cap -> line.warnFrom()
                        .filter(from -> total.compareTo(from) >= 0)
                        .isPresent())
                .map(cap -> new Warning(line.rule(), BillWords.nearly(line, total, cap)));
    }

    /**
     * What lines have to say that do not refuse.
     *
     * @param totals by line, this endpoint as it stands included; empty where they are not known
     * @param spending empty where it is not known
     */
    public Leniency leniency(Optional<Map<String, BigDecimal>> totals, Optional<Spending> spending) {
        List<Tolerated> tolerated = new ArrayList<>();
        totals.ifPresent(known -> growing.stream()
                .filter(line -> !policy.denies(line))
                .forEach(line -> delta.shortage(line, known)
                        .ifPresent(shortage ->
                                tolerated.add(new Tolerated(violation(line, shortage), policy.enforcement(line))))));
        unpriced.tolerated().ifPresent(tolerated::add);
        spending.map(months::tolerated).ifPresent(tolerated::addAll);
        return new Leniency(tolerated, exempted(totals, spending));
    }

    /** The exceptions without which some cap would have been in the way, as far as that can be told. */
    private List<Exemption> exempted(Optional<Map<String, BigDecimal>> totals, Optional<Spending> spending) {
        List<Exemption> exemptions = new ArrayList<>();
        relieved.changedLines().stream()
                .filter(changed -> delta.growsOn(changed.stated()))
                .filter(changed -> totals.map(
                                known -> delta.shortage(changed.stated(), known).isPresent())
                        .orElse(true))
                .forEach(changed -> exemptions.add(changed.exemption()));
        exemptions.addAll(months.exempted(spending));
        return exemptions;
    }

    /** Whether money already spent has a say. */
    public boolean needsSpending() {
        return months.mayDeny();
    }

    /** Growth of teams and groups that have spent what they may in a month. */
    public List<Violation> overspent(Spending spending) {
        return months.overspent(spending);
    }

    /** Teams and groups that grow although they have spent nearly what they may. */
    public List<Warning> warnings(Spending spending) {
        return months.warnings(spending);
    }
}
