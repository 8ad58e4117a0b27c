package io.podgate.policy;

import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import io.podgate.budget.Money;
import io.podgate.budget.Shortage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Budget lines in sentences, with their numbers. */
final class BillWords {

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private BillWords() {}

    /** {@code the burn rate of team vision}. */
    static String of(Line line) {
        return "the " + what(line.measure()) + " of " + Owners.inWords(line.owner());
    }

    private static String what(Measure measure) {
        return switch (measure) {
            case Measure.BurnRate burnRate -> "burn rate";
            case Measure.Floor floor -> "floor";
            case Measure.Workers workers -> "workers";
            case Measure.Gpus gpus -> "GPUs (" + gpus.pattern() + ")";
        };
    }

    private static String amount(Line line, BigDecimal amount) {
        return number(line, amount) + (line.measure().isMoney() ? " an hour" : "");
    }

    private static String number(Line line, BigDecimal amount) {
        return line.measure().isMoney()
                ? new Money(amount).toString()
                : Money.shown(amount).toPlainString();
    }

    static String shortage(Line line, Shortage shortage, Optional<Long> fits) {
        String detail = of(line) + " would come to " + amount(line, shortage.total()) + ", above the cap of "
                + amount(line, shortage.cap()) + ": this endpoint would take " + amount(line, shortage.asked())
                + ", the others take " + amount(line, shortage.others());
        return detail
                + fits.map(count -> "; " + workers(line.measure()) + " " + count + " would pass")
                        .orElse("");
    }

    private static String workers(Measure measure) {
        return measure instanceof Measure.Floor ? "workersMin" : "workersMax";
    }

    static String nearly(Line line, BigDecimal total, BigDecimal cap) {
        return "the cap on " + of(line) + " is reached to " + percent(total, cap) + ": " + number(line, total) + " of "
                + amount(line, cap);
    }

    /** {@code 84 %}. */
    static String percent(BigDecimal amount, BigDecimal cap) {
        return amount.multiply(PERCENT).divide(cap, 0, RoundingMode.DOWN).toPlainString() + " %";
    }
}
