package io.podgate.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BarTest {

    private static final Optional<BigDecimal> NONE = Optional.empty();

    private static Bar burning(String used, String reserved, Optional<BigDecimal> cap) {
        Line line = new Line(
                "team/vision/burnRate",
                "budget.burnRate",
                new Measure.BurnRate(),
                cap,
                Optional.of(new BigDecimal("0.8")));
        return Bar.of(line, amount(used), amount(reserved));
    }

    private static Optional<BigDecimal> amount(String text) {
        return Optional.of(new BigDecimal(text));
    }

    @Test
    void what_stands_and_what_is_under_way_are_parts_of_the_cap() {
        assertEquals(
                new Bar(
                        "Burn rate",
                        "$6.00/h",
                        "of $20.00/h, $14.00/h left, $2.00/h of it under way",
                        "within",
                        "20",
                        "30",
                        "100"),
                burning("6", "2", amount("20")));
    }

    @Test
    void from_the_warning_on_it_is_near_the_cap_and_says_so() {
        assertEquals("", burning("15.99", "0", amount("20")).badge());
        Bar near = burning("16", "0", amount("20"));
        assertEquals("near", near.state());
        assertEquals("near the cap", near.badge());
    }

    @Test
    void above_the_cap_the_bar_is_full_and_the_cap_is_marked_in_it() {
        Bar over = burning("25", "0", amount("20"));
        assertEquals("above the cap", over.badge());
        assertEquals("of $20.00/h, $5.00/h too much", over.words());
        assertEquals("100", over.taken());
        assertEquals("80", over.cap());
    }

    @Test
    void a_cap_of_nothing_is_full_at_once() {
        assertEquals("within", burning("0", "0", amount("0")).state());
        assertEquals("0", burning("0", "0", amount("0")).taken());
        assertEquals("over", burning("1", "0", amount("0")).state());
    }

    @Test
    void without_a_cap_or_a_ledger_there_is_nothing_to_draw() {
        assertFalse(burning("6", "0", NONE).drawn());
        assertEquals("no cap", burning("6", "0", NONE).words());
        Bar unknown = Bar.ofMonth(NONE, amount("20"), NONE);
        assertFalse(unknown.drawn());
        assertEquals("not known at the moment", unknown.words());
    }
}
