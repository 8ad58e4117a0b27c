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
 * @param enforcements how strictly lines hold that say so, by their names as in answers: {@code burnRate}, {@code gpus}
 * @param warnAt the share of each cap from which on it is warned of; above 0 and at most 1
 */
public record Budget(
        Optional<BigDecimal> burnRate,
        Optional<BigDecimal> floor,
        Optional<Integer> workers,
        Optional<BigDecimal> month,
        SortedMap<String, Integer> gpus,
        SortedMap<String, Enforcement> enforcements,
        Optional<BigDecimal> warnAt) {

    /** Caps nothing. */
    public static final Budget NONE = new Budget(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            new TreeMap<>(),
            Optional.empty());

    public Budget {
        gpus = Collections.unmodifiableSortedMap(new TreeMap<>(gpus));
        enforcements = Collections.unmodifiableSortedMap(new TreeMap<>(enforcements));
    }

    /** This, and {@code base} in all that this does not say. */
    Budget over(Budget base) {
        TreeMap<String, Integer> cards = new TreeMap<>(base.gpus);
        cards.putAll(gpus);
        TreeMap<String, Enforcement> kinds = new TreeMap<>(base.enforcements);
        kinds.putAll(enforcements);
        return new Budget(
                burnRate.or(base::burnRate),
                floor.or(base::floor),
                workers.or(base::workers),
                month.or(base::month),
                cards,
                kinds,
                warnAt.or(base::warnAt));
    }

    /** Whether it caps anything. */
    public boolean caps() {
        return burnRate.isPresent() || floor.isPresent() || workers.isPresent() || month.isPresent() || !gpus.isEmpty();
    }

    /** How strictly the line holds, by its name as in answers. */
    Enforcement enforcement(String line) {
        return enforcements.getOrDefault(line, Enforcement.DENY);
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
        burnRate.ifPresent(usd -> plain.put("burnRate", plain("burnRate", usd)));
        floor.ifPresent(usd -> plain.put("floor", plain("floor", usd)));
        workers.ifPresent(count -> plain.put("workers", plain("workers", count)));
        month.ifPresent(usd -> plain.put("month", plain("month", usd)));
        if (!gpus.isEmpty()) {
            Map<String, Object> cards = new TreeMap<>();
            gpus.forEach((pattern, most) -> cards.put(pattern, plain(gpus(pattern), most)));
            plain.put("gpus", cards);
        }
        warnAt.ifPresent(share -> plain.put("warnAt", share));
        return plain;
    }

    /** The name of the line of cards that a pattern matches. */
    static String gpus(String pattern) {
        return "gpus/" + pattern;
    }

    private Object plain(String line, Number cap) {
        Enforcement kind = enforcement(line);
        return kind == Enforcement.DENY ? cap : Map.of("max", cap, Enforcement.KEY, kind.key());
    }
}
