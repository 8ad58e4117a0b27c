package io.podgate.http;

import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What budgets come to, as answers show it.
 *
 * @param totals by line, everything under way reserved; a line that nobody takes of may be missing. Empty where the
 *     ledger cannot tell now, or was not told what all endpoints take: then nothing is shown of what it would tell
 * @param spending what RunPod has billed this month; empty until that was read
 */
public record Tally(Optional<Map<String, BigDecimal>> totals, Optional<Spending> spending, Instant now) {

    /**
     * The lines and the month of one owner.
     *
     * @param monthCap what it may spend in a month; empty is no cap
     */
    Map<String, Object> of(List<Line> lines, String owner, Optional<BigDecimal> monthCap) {
        Map<String, Object> budget = new LinkedHashMap<>();
        budget.put("lines", lines.stream().map(this::line).toList());
        budget.put("month", month(owner, monthCap));
        return budget;
    }

    /**
     * The same, and of each line how much is reserved for what is under way.
     *
     * @param standing by line, what the endpoints take as they were last seen
     */
    Map<String, Object> of(
            List<Line> lines, String owner, Optional<BigDecimal> monthCap, Map<String, BigDecimal> standing) {
        Map<String, Object> budget = of(lines, owner, monthCap);
        budget.put(
                "lines",
                lines.stream().map(line -> withReserved(line, standing)).toList());
        return budget;
    }

    private Map<String, Object> withReserved(Line line, Map<String, BigDecimal> standing) {
        Map<String, Object> plain = line(line);
        reserved(line, standing).ifPresent(reserved -> plain.put("reserved", Money.shown(reserved)));
        return plain;
    }

    /** How much of what a line comes to is above what stands; empty where the ledger cannot tell. */
    public Optional<BigDecimal> reserved(Line line, Map<String, BigDecimal> standing) {
        BigDecimal stands = standing.getOrDefault(line.key(), BigDecimal.ZERO);
        return used(line).map(used -> used.subtract(stands).max(BigDecimal.ZERO));
    }

    private Map<String, Object> line(Line line) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("rule", line.rule());
        if (line.measure() instanceof Measure.Gpus gpus) {
            plain.put("cards", gpus.pattern());
        }
        Optional<BigDecimal> used = used(line);
        used.ifPresent(known -> plain.put("used", Money.shown(known)));
        line.cap().ifPresent(cap -> {
            plain.put("cap", Money.shown(cap));
            used.ifPresent(known -> plain.put("headroom", Money.shown(cap.subtract(known))));
        });
        return plain;
    }

    /** What a line comes to, everything under way reserved; empty where the ledger cannot tell. */
    public Optional<BigDecimal> used(Line line) {
        return totals.map(known -> known.getOrDefault(line.key(), BigDecimal.ZERO));
    }

    /** What whoever sees it has to know besides. */
    public List<String> warnings() {
        return totals.isPresent()
                ? List.of()
                : List.of(
                        "What the budgets come to is not known: the ledger cannot be reached, or the endpoints are not"
                                + " counted yet.");
    }

    private Map<String, Object> month(String owner, Optional<BigDecimal> monthCap) {
        Map<String, Object> month = new LinkedHashMap<>();
        Optional<BigDecimal> spent = spending.map(known -> known.of(owner).usd());
        spent.ifPresent(usd -> month.put("spent", Money.shown(usd)));
        monthCap.ifPresent(cap -> month.put("cap", Money.shown(cap)));
        monthCap.flatMap(cap -> spent.map(cap::subtract))
                .ifPresent(headroom -> month.put("headroom", Money.shown(headroom)));
        spending.ifPresent(known -> month.put("age", age(known.asOf(), now)));
        return month;
    }

    /** Whole seconds; never below zero. */
    static Number age(Instant then, Instant now) {
        return Math.max(0, Duration.between(then, now).toSeconds());
    }
}
