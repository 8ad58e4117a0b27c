package io.podgate.console;

import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import io.podgate.budget.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Function;

/**
 * How much of a cap is taken, in words and as a bar of a hundred units.
 *
 * @param name of what is counted
 * @param used what is taken, under way included
 * @param words how that stands to the cap
 * @param state {@code within}, {@code near} (warned of), {@code over}, {@code open} (no cap) or {@code unknown}
 * @param taken how far the part of the bar goes that stands
 * @param reserved how far the part behind it goes that is under way
 * @param cap where the cap is
 */
public record Bar(String name, String used, String words, String state, String taken, String reserved, String cap) {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    private static final String NOTHING = "0";

    /** Whether there is anything to draw. */
    public boolean drawn() {
        return !state.equals("open") && !state.equals("unknown");
    }

    /** What the state is called beside its colour; empty text where there is nothing to say. */
    public String badge() {
        return switch (state) {
            case "near" -> "near the cap";
            case "over" -> "above the cap";
            default -> "";
        };
    }

    /** A budget line; {@code used} and {@code reserved} are empty where the ledger cannot tell. */
    static Bar of(Line line, Optional<BigDecimal> used, Optional<BigDecimal> reserved) {
        Function<BigDecimal, String> amount = line.measure().isMoney()
                ? usd -> Words.perHour(new Money(usd))
                : number -> Money.shown(number).toPlainString();
        return of(name(line.measure()), used, reserved.orElse(BigDecimal.ZERO), line.cap(), line.warnFrom(), amount);
    }

    /** What was billed in a month. */
    static Bar ofMonth(Optional<BigDecimal> spent, Optional<BigDecimal> cap, Optional<BigDecimal> warnAt) {
        return of(
                "This month",
                spent,
                BigDecimal.ZERO,
                cap,
                cap.flatMap(most -> warnAt.map(most::multiply)),
                Words::money);
    }

    private static String name(Measure measure) {
        return switch (measure) {
            case Measure.BurnRate burnRate -> "Burn rate";
            case Measure.Floor floor -> "Floor";
            case Measure.Workers workers -> "Workers";
            case Measure.Gpus gpus -> "GPUs " + gpus.pattern();
        };
    }

    static Bar of(
            String name,
            Optional<BigDecimal> known,
            BigDecimal reserved,
            Optional<BigDecimal> most,
            Optional<BigDecimal> warnFrom,
            Function<BigDecimal, String> amount) {
        if (known.isEmpty()) {
            return new Bar(name, "–", "not known at the moment", "unknown", NOTHING, NOTHING, NOTHING);
        }
        BigDecimal used = known.get();
        String underWay = reserved.signum() > 0 ? ", " + amount.apply(reserved) + " of it under way" : "";
        if (most.isEmpty()) {
            return new Bar(name, amount.apply(used), "no cap" + underWay, "open", NOTHING, NOTHING, NOTHING);
        }
        BigDecimal cap = most.get();
        BigDecimal left = cap.subtract(used);
        boolean over = left.signum() < 0;
        boolean near = used.signum() > 0
                && warnFrom.filter(from -> used.compareTo(from) >= 0).isPresent();
        String words = "of " + amount.apply(cap) + ", "
                + (over ? amount.apply(left.negate()) + " too much" : amount.apply(left) + " left") + underWay;
        BigDecimal whole = cap.max(used).max(BigDecimal.ONE.movePointLeft(9));
        return new Bar(
                name,
                amount.apply(used),
                words,
                over ? "over" : near ? "near" : "within",
                part(used.subtract(reserved).max(BigDecimal.ZERO), whole),
                part(used, whole),
                part(cap, whole));
    }

    private static String part(BigDecimal amount, BigDecimal whole) {
        return amount.multiply(WHOLE)
                .divide(whole, 2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
