package io.podgate.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void equal_amounts_are_equal_however_they_are_written() {
        assertEquals(Money.of("25"), Money.of("25.00"));
        assertEquals(Money.ZERO, Money.of("0.0000"));
        assertEquals(Money.of("100").hashCode(), new Money(new BigDecimal("1E+2")).hashCode());
    }

    @Test
    void sums_and_products_are_exact() {
        assertEquals(Money.of("0.3"), Money.of("0.1").plus(Money.of("0.2")));
        assertEquals(Money.of("6.156"), Money.of("0.684").times(9));
        assertEquals(Money.of("-0.0001"), Money.of("0.9999").minus(Money.of("1")));
    }

    @Test
    void answers_show_at_most_four_decimals_and_no_exponent() {
        assertEquals(new BigDecimal("0.6842"), Money.of("0.68415").shown());
        assertEquals(new BigDecimal("25"), Money.of("25.000").shown());
        assertEquals("100", Money.of("100").shown().toPlainString());
        assertEquals(0, Money.of("100").shown().scale());
    }

    @Test
    void sentences_show_dollars_and_cents() {
        assertEquals("$25.00", Money.of("25").toString());
        assertEquals("$0.684", Money.of("0.684").toString());
        assertEquals("$1000.50", Money.of("1000.5").toString());
        assertEquals("-$3.20", Money.of("-3.2").toString());
        assertEquals("$0.00", Money.ZERO.toString());
    }
}
