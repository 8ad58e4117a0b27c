package io.podgate.budget;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one endpoint takes of each line that it counts for; a line that is not named it takes nothing of.
 *
 * @param byLine amounts above zero by the line's key, in the order of the keys
 */
public record Claim(SortedMap<String, BigDecimal> byLine) {

    public static final Claim NOTHING = new Claim(new TreeMap<>());

    public Claim {
        TreeMap<String, BigDecimal> taken = new TreeMap<>();
        byLine.forEach((key, amount) -> {
            if (amount.signum() > 0) {
                taken.put(key, amount.stripTrailingZeros());
            }
        });
        byLine = Collections.unmodifiableSortedMap(taken);
    }

    public static Claim of(Usage usage, List<Line> lines) {
        TreeMap<String, BigDecimal> amounts = new TreeMap<>();
        lines.forEach(line -> amounts.put(line.key(), line.measure().of(usage)));
        return new Claim(amounts);
    }

    public static Claim of(Map<String, BigDecimal> byLine) {
        return new Claim(new TreeMap<>(byLine));
    }

    /** Nothing where the line is not named. */
    public BigDecimal of(String line) {
        return byLine.getOrDefault(line, BigDecimal.ZERO);
    }

    /** Of lines that it takes nothing of, what the other takes. */
    public Claim orElse(Claim other) {
        TreeMap<String, BigDecimal> both = new TreeMap<>(other.byLine);
        both.putAll(byLine);
        return new Claim(both);
    }

    /** Line by line the larger of both: what has to be held while it is not known which of them stands. */
    public Claim max(Claim other) {
        TreeMap<String, BigDecimal> larger = new TreeMap<>(byLine);
        other.byLine.forEach((key, amount) -> larger.merge(key, amount, BigDecimal::max));
        return new Claim(larger);
    }
}
