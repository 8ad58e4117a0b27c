package io.podgate.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of USD, or of USD per hour; exact. Equal amounts are equal however many zeros they were written with.
 *
 * @param usd without trailing zeros
 */
public record Money(BigDecimal usd) implements Comparable<Money> {

    public static final Money ZERO = new Money(BigDecimal.ZERO);

    /** Decimals in which money is shown. */
    private static final int SHOWN = 4;

    private static final int CENTS = 2;

    public Money {
        usd = usd.signum() == 0 ? BigDecimal.ZERO : usd.stripTrailingZeros();
    }

    public static Money of(String usd) {
        return new Money(new BigDecimal(usd));
    }

    public Money plus(Money other) {
        return new Money(usd.add(other.usd));
    }

    public Money minus(Money other) {
        return new Money(usd.subtract(other.usd));
    }

    public Money times(long count) {
        return new Money(usd.multiply(BigDecimal.valueOf(count)));
    }

    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(Money other) {
        return usd.compareTo(other.usd);
    }

    /** As answers show it: a number with at most four decimals. */
    public BigDecimal shown() {
        return shown(usd);
    }

    /** Any amount of a budget line as answers show it: at most four decimals, no exponent. */
    public static BigDecimal shown(BigDecimal amount) {
        BigDecimal rounded = amount.setScale(SHOWN, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    /** {@code $25.00}; more than two decimals only where they say something. */
    @Override
    public String toString() {
        BigDecimal shown = shown();
        String text = shown.abs().setScale(Math.max(shown.scale(), CENTS)).toPlainString();
        return (shown.signum() < 0 ? "-$" : "$") + text;
    }
}
