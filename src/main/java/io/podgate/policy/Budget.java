package io.podgate.policy;

import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the endpoints of a team or of a group may cost together. Empty is no cap.
 *
 * @param burnRate USD per hour if every worker ran
 * @param floor USD per hour that always runs
 * @param workers the largest number of workers
 * @param month USD that RunPod has billed this calendar month
 * @param gpus workers × GPUs, by patterns over cards
 * @param warnAt the share of each cap from which on it is warned of; above 0 and at most 1
 */
public record Budget(
        Optional<BigDecimal> burnRate,
        Optional<BigDecimal> floor,
        Optional<Integer> workers,
        Optional<BigDecimal> month,
        SortedMap<String, Integer> gpus,
        Optional<BigDecimal> warnAt) {

    /** Caps nothing. */
    public static final Budget NONE = new Budget(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>(), Optional.empty());

    public Budget {
        gpus = Collections.unmodifiableSortedMap(new TreeMap<>(gpus));
    }

    /** This, and {@code base} in all that this does not say. */
    Budget over(Budget base) {
        TreeMap<String, Integer> cards = new TreeMap<>(base.gpus);
        cards.putAll(gpus);
        return new Budget(
                burnRate.or(base::burnRate),
                floor.or(base::floor),
                workers.or(base::workers),
                month.or(base::month),
                cards,
                warnAt.or(base::warnAt));
    }

    /** Whether it caps anything. */
    public boolean caps() {
        return burnRate.isPresent() || floor.isPresent() || workers.isPresent() || month.isPresent() || !gpus.isEmpty();
    }

    /**
     * Its lines in the ledger, the uncapped ones included; cards only where it says some.
     *
     * @param owner {@code team/vision}, {@code group/staging}
     * @param rule what stands before the line's name in answers: {@code budget}, {@code group.staging}
     */
    List<Line> lines(String owner, String rule) {
        List<Line> lines = new ArrayList<>();
        lines.add(line(owner, rule, new Measure.BurnRate(), burnRate));
        lines.add(line(owner, rule, new Measure.Floor(), floor));
        lines.add(line(owner, rule, new Measure.Workers(), workers.map(BigDecimal::valueOf)));
        gpus.forEach((pattern, most) -> {
            Measure cards = new Measure.Gpus(pattern, new Glob(pattern)::matches);
            lines.add(new Line(
                    owner + "/gpus/" + pattern,
                    rule + "." + cards.key(),
                    cards,
                    Optional.of(BigDecimal.valueOf(most)),
                    warnAt));
        });
        return List.copyOf(lines);
    }

    private Line line(String owner, String rule, Measure measure, Optional<BigDecimal> cap) {
        return new Line(owner + "/" + measure.key(), rule + "." + measure.key(), measure, cap, warnAt);
    }

    /** As policies write it. */
    public Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        burnRate.ifPresent(usd -> plain.put("burnRate", usd));
        floor.ifPresent(usd -> plain.put("floor", usd));
        workers.ifPresent(count -> plain.put("workers", count));
        month.ifPresent(usd -> plain.put("month", usd));
        if (!gpus.isEmpty()) {
            plain.put("gpus", gpus);
        }
        warnAt.ifPresent(share -> plain.put("warnAt", share));
        return plain;
    }
}
