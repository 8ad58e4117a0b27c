package io.podgate.policy;

import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import io.podgate.budget.Money;
import io.podgate.budget.Pricing;
import io.podgate.budget.Shortage;
import io.podgate.budget.Spending;
import io.podgate.budget.Usage;
import io.podgate.endpoint.Violation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an update costs at worst, which budget lines it grows on, and what there is to say about that. A line objects
 * only to growth: what an endpoint takes of it already may stay.
 */
public final class Bill {

    private final Usage before;
    private final Usage after;
    private final List<Line> lines;
    private final Claim claimBefore;
    private final Claim claimAfter;
    private final Set<String> entered;
    private final CostGrowth growth;
    private final List<MonthCap> months;
    private final PolicySet policy;
    private final Relieved relieved;

    private Bill(PolicySet policy, Proposal proposal) {
        String id = proposal.endpointId();
        this.policy = policy;
        List<Line> linesBefore = policy.lines(id, proposal.nameBefore());
        this.before = Pricing.of(proposal.before(), proposal.catalog());
        this.after = Pricing.of(proposal.after(), proposal.catalog());
        this.relieved = new Relieved(policy, proposal);
        this.lines = relieved.lines(proposal.renames() ? policy.lines(id, proposal.nameAfter()) : linesBefore);
        this.claimBefore = Claim.of(before, linesBefore);
        this.claimAfter = Claim.of(after, lines);
        this.entered = proposal.renames() ? owners(lines) : new HashSet<>();
        entered.removeAll(owners(linesBefore));
        this.growth = new CostGrowth(proposal);
        boolean grows = growth.any()
                || after.burnRate().compareTo(before.burnRate()) > 0
                || after.floor().compareTo(before.floor()) > 0;
        this.months = relieved.months(policy.months(id, proposal.nameAfter()).stream()
                .filter(month -> grows || entered.contains(month.owner()))
                .toList());
    }

    /** Prices both sides of the proposal, by the lines of the endpoint's old and of its new name. */
    public static Bill of(PolicySet policy, Proposal proposal) {
        return new Bill(policy, proposal);
    }

    private static Set<String> owners(List<Line> lines) {
        return lines.stream().map(Line::owner).collect(Collectors.toCollection(HashSet::new));
    }

    public Usage before() {
        return before;
    }

    public Usage after() {
        return after;
    }

    /** What the endpoint takes of the lines of its old name. */
    public Claim claimBefore() {
        return claimBefore;
    }

    /** What it would take of the lines of its new name. */
    public Claim claimAfter() {
        return claimAfter;
    }

    private boolean denies(Line line) {
        return policy.enforcement(line) == Enforcement.DENY;
    }

    /** The capped lines on which the update grows, and which refuse what does not fit. */
    public List<Demand> demands() {
        return lines.stream()
                .filter(line -> denies(line) && growsOn(line))
                .flatMap(line -> line.cap().map(cap -> new Demand(line.key(), cap)).stream())
                .toList();
    }

    private boolean growsOn(Line line) {
        return claimAfter.of(line.key()).compareTo(claimBefore.of(line.key())) > 0
                || (growth.any() && isGuessed(line) && claimAfter.of(line.key()).signum() > 0);
    }

    /** What stands has no known price: that it is counted at the dearest is no leave to grow up to that. */
    private boolean isGuessed(Line line) {
        return line.measure().isMoney() && !before.unpriced().isEmpty();
    }

    /** The lines whose totals {@link #workersThatFit}, {@link #warnings(Map)} and {@link #teamBurnRate} ask for. */
    public Set<String> lineKeys() {
        Set<String> keys = new TreeSet<>();
        lines.stream().filter(line -> line.cap().isPresent()).map(Line::key).forEach(keys::add);
        relieved.changedLines().forEach(changed -> keys.add(changed.stated().key()));
        teamBurnRate().map(Line::key).ifPresent(keys::add);
        return keys;
    }

    /** The line of the team's burn rate, capped or not; empty where the endpoint would be no team's. */
    public Optional<Line> teamBurnRate() {
        return lines.stream()
                .filter(line -> line.measure() instanceof Measure.BurnRate && Owners.isTeam(line.owner()))
                .findFirst();
    }

    /** Whether some budget has to count in money what the update lets grow. */
    public boolean needsPrices() {
        return lines.stream()
                .filter(line ->
                        denies(line) && line.measure().isMoney() && line.cap().isPresent())
                .anyMatch(line -> growth.any() || entered.contains(line.owner()) || growsOn(line));
    }

    /** Growth that some budget would have to count in money, of cards whose price is not known; at most one. */
    public List<Violation> unpriced() {
        return inDoubt().filter(this::denies).map(this::unpriced).stream().toList();
    }

    /** The strictest line that cannot say what the growth costs. */
    private Optional<Line> inDoubt() {
        if (after.unpriced().isEmpty()) {
            return Optional.empty();
        }
        return lines.stream()
                .filter(line -> line.measure().isMoney() && line.cap().isPresent())
                .filter(line -> growth.any() || entered.contains(line.owner()))
                .min(Comparator.comparing(policy::enforcement));
    }

    private Violation unpriced(Line line) {
        List<String> cards = after.unpriced().stream().sorted().toList();
        String detail = "no price is known of " + Objection.names(cards) + ", so that growth cannot be held against "
                + BillWords.of(line)
                + (after.lacksPrices() ? "; the platform team can state one in the policy's prices" : "");
        return Violation.of("unknown.price", growth.pointerToCards(), detail).actual(cards);
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
        Optional<Long> fits = fits(line, shortage.cap().subtract(shortage.others()));
        Violation violation = Violation.of(
                        line.rule(), growth.pointer(line.measure()), BillWords.shortage(line, shortage, fits))
                .limit(Money.shown(shortage.cap()))
                .actual(Money.shown(shortage.total()));
        return fits.map(violation::passes).orElse(violation);
    }

    /**
     * How many workers the line would let pass, of the kind that they would be; as many as take no more than stands in
     * any case. Empty where the line does not count them.
     *
     * @param room what the other endpoints leave of the cap; below zero where they leave nothing
     */
    private Optional<Long> fits(Line line, BigDecimal room) {
        BigDecimal each = line.measure().perWorker(after);
        if (each.signum() <= 0) {
            return Optional.empty();
        }
        if (isGuessed(line)) {
            boolean anyGrowth = room.compareTo(claimBefore.of(line.key())) >= 0;
            return Optional.of(Math.max(staying(line), anyGrowth ? whole(room, each) : 0));
        }
        return Optional.of(whole(room.max(claimBefore.of(line.key())), each));
    }

    private static long whole(BigDecimal room, BigDecimal each) {
        return room.max(BigDecimal.ZERO).divide(each, 0, RoundingMode.DOWN).longValue();
    }

    /**
     * The workers that stay without being growth, where their price is a guess; none where something else would grow.
     */
    private long staying(Line line) {
        if (!growth.atMostOfWorkersMax() || entered.contains(line.owner())) {
            return 0;
        }
        return line.measure() instanceof Measure.Floor ? before.always() : before.workers();
    }

    /**
     * The largest {@code workersMax} that every capped line would let pass; empty where none counts it.
     *
     * @param totals by line, this endpoint as it stands included
     * @param spending what was spent this month; empty where it is not known
     */
    public Optional<Long> workersThatFit(Map<String, BigDecimal> totals, Optional<Spending> spending) {
        Optional<Long> fitting = lines.stream()
                .filter(line -> denies(line) && line.cap().isPresent())
                .filter(line -> !(line.measure() instanceof Measure.Floor))
                .flatMap(line -> fits(line, line.cap().get().subtract(others(line, totals))).stream())
                .min(Long::compare);
        if (unpriced().isEmpty()
                && spending.filter(spent -> !overspent(spent).isEmpty()).isEmpty()) {
            return fitting;
        }
        long standing = standing().orElse(0L);
        return Optional.of(Math.min(standing, fitting.orElse(standing)));
    }

    /** The workers that stay where nothing may grow; empty where not just their number would. */
    private Optional<Long> standing() {
        return growth.ofWorkersAlone() ? Optional.of((long) before.workers()) : Optional.empty();
    }

    /** What the other endpoints take; never below zero, even where the totals do not have this one yet. */
    private BigDecimal others(Line line, Map<String, BigDecimal> totals) {
        return totals.getOrDefault(line.key(), BigDecimal.ZERO)
                .subtract(claimBefore.of(line.key()))
                .max(BigDecimal.ZERO);
    }

    /**
     * The lines on which the update grows, and which come to so much that it has to be said.
     *
     * @param totals by line, this endpoint as it stands included
     */
    public List<Warning> warnings(Map<String, BigDecimal> totals) {
        return lines.stream()
                .filter(line -> policy.enforcement(line) != Enforcement.TRIAL && growsOn(line))
                .flatMap(line -> warning(line, others(line, totals).add(claimAfter.of(line.key()))).stream())
                .toList();
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
        totals.ifPresent(known -> lines.stream()
                .filter(line -> !denies(line) && growsOn(line))
                .forEach(line -> shortage(line, known)
                        .ifPresent(shortage ->
                                tolerated.add(new Tolerated(violation(line, shortage), policy.enforcement(line))))));
        inDoubt()
                .filter(line -> !denies(line))
                .ifPresent(line -> tolerated.add(new Tolerated(unpriced(line), policy.enforcement(line))));
        spending.ifPresent(spent -> months.stream()
                .filter(month -> month.enforcement() != Enforcement.DENY)
                .forEach(month -> month.overspent(spent, growth.pointer())
                        .ifPresent(found -> tolerated.add(new Tolerated(found, month.enforcement())))));
        return new Leniency(tolerated, exempted(totals, spending));
    }

    /** The exceptions without which some cap would have been in the way, as far as that can be told. */
    private List<Exemption> exempted(Optional<Map<String, BigDecimal>> totals, Optional<Spending> spending) {
        List<Exemption> exemptions = new ArrayList<>();
        relieved.changedLines().stream()
                .filter(changed -> growsOn(changed.stated()))
                .filter(changed -> totals.map(
                                known -> shortage(changed.stated(), known).isPresent())
                        .orElse(true))
                .forEach(changed -> exemptions.add(changed.exemption()));
        relieved.changedMonths().stream()
                .filter(changed -> spending.flatMap(spent -> changed.stated().overspent(spent, ""))
                        .isPresent())
                .forEach(changed -> exemptions.add(changed.exemption()));
        return exemptions;
    }

    private Optional<Shortage> shortage(Line line, Map<String, BigDecimal> totals) {
        BigDecimal asked = claimAfter.of(line.key());
        return line.cap()
                .map(cap -> new Shortage(line.key(), cap, others(line, totals), asked))
                .filter(shortage -> shortage.total().compareTo(shortage.cap()) > 0);
    }

    /** Whether money already spent has a say. */
    public boolean needsSpending() {
        return months.stream().anyMatch(month -> month.enforcement() == Enforcement.DENY);
    }

    /** Growth of teams and groups that have spent what they may in a month. */
    public List<Violation> overspent(Spending spending) {
        return months.stream()
                .filter(month -> month.enforcement() == Enforcement.DENY)
                .flatMap(month -> month.overspent(spending, growth.pointer()).stream())
                .map(violation -> standing().map(violation::passes).orElse(violation))
                .toList();
    }

    /** Teams and groups that grow although they have spent nearly what they may. */
    public List<Warning> warnings(Spending spending) {
        return months.stream()
                .filter(month -> month.enforcement() != Enforcement.TRIAL)
                .flatMap(month -> month.warning(spending).stream())
                .toList();
    }
}
