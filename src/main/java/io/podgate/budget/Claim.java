package io.podgate.budget;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one endpoint takes of each line that it counts for; a line that is not named it takes nothing of. Immutable.
 * There are few lines, and every update asks for several claims, so they stand in an array.
 */
public final class Claim {

    public static final Claim NOTHING = new Claim(new Share[0]);

    /** Above zero, in the order of the keys. */
    private final Share[] shares;

    /** @param amount above zero, without trailing zeros */
    private record Share(String line, BigDecimal amount) {}

    private Claim(Share[] shares) {
        this.shares = shares;
    }

    public static Claim of(Usage usage, List<Line> lines) {
        Share[] shares = new Share[lines.size()];
        int count = 0;
        for (Line line : lines) {
            BigDecimal amount = line.measure().of(usage);
            if (amount.signum() > 0) {
                shares[count++] = new Share(line.key(), amount.stripTrailingZeros());
            }
        }
        Share[] taken = Arrays.copyOf(shares, count);
        Arrays.sort(taken, Comparator.comparing(Share::line));
        return new Claim(taken);
    }

    /**
     * What is taken by lines.
     *
     * @param byLine amounts of which those above zero count
     */
    public static Claim of(Map<String, BigDecimal> byLine) {
        return new Claim(byLine.entrySet().stream()
                .filter(share -> share.getValue().signum() > 0)
                .sorted(Map.Entry.comparingByKey())
                .map(share -> new Share(share.getKey(), share.getValue().stripTrailingZeros()))
                .toArray(Share[]::new));
    }

    /** Nothing where the line is not named. */
    public BigDecimal of(String line) {
        for (Share share : shares) {
            if (share.line.equals(line)) {
                return share.amount;
            }
        }
        return BigDecimal.ZERO;
    }

    public boolean isNothing() {
        return shares.length == 0;
    }

    /** What it takes of each line that it takes something of, in the order of the lines' keys. */
    public void forEach(BiConsumer<String, BigDecimal> use) {
        for (Share share : shares) {
            use.accept(share.line, share.amount);
        }
    }

    /** Amounts above zero by the line's key, in the order of the keys. */
    public NavigableMap<String, BigDecimal> byLine() {
        NavigableMap<String, BigDecimal> byLine = new TreeMap<>();
        forEach(byLine::put);
        return Collections.unmodifiableNavigableMap(byLine);
    }

    /** Of lines that it takes nothing of, what the other takes. */
    public Claim orElse(Claim other) {
        return with(other, (own, others) -> own);
    }

    /** Line by line the larger of both: what has to be held while it is not known which of them stands. */
    public Claim max(Claim other) {
        return with(other, (own, others) -> own.amount.compareTo(others.amount) < 0 ? others : own);
    }

    /** @param both what is taken of a line that both name */
    private Claim with(Claim other, BinaryOperator<Share> both) {
        if (other.isNothing()) {
            return this;
        }
        if (isNothing()) {
            return other;
        }
        Share[] merged = new Share[shares.length + other.shares.length];
        int count = 0;
        int mine = 0;
        int others = 0;
        while (mine < shares.length || others < other.shares.length) {
            int order = mine == shares.length
                    ? 1
                    : others == other.shares.length ? -1 : shares[mine].line.compareTo(other.shares[others].line);
            merged[count++] = order < 0
                    ? shares[mine++]
                    : order > 0 ? other.shares[others++] : both.apply(shares[mine++], other.shares[others++]);
        }
        return new Claim(Arrays.copyOf(merged, count));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Claim claim && Arrays.equals(shares, claim.shares);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(shares);
    }

    @Override
    public String toString() {
        return byLine().toString();
    }
}
