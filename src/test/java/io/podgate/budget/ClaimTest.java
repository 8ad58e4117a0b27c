package io.podgate.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static final List<String> LINES = List.of("account/burnRate", "group/g/floor", "team/a/gpus/*", "team/b/x");

    @Test
    void only_what_is_taken_counts_however_it_is_written() {
        Claim claim = Claim.of(Map.of("a", new BigDecimal("2.50"), "b", BigDecimal.ZERO, "c", new BigDecimal("-1")));
        Claim same = Claim.of(Map.of("a", new BigDecimal("2.5")));
        assertEquals(same, claim);
        assertEquals(same.hashCode(), claim.hashCode());
        assertEquals(BigDecimal.ZERO, claim.of("b"));
        assertFalse(claim.isNothing());
        assertEquals(Claim.NOTHING, Claim.of(Map.of("b", BigDecimal.ZERO)));
    }

    @Test
    void lines_come_in_the_order_of_their_keys_whoever_lists_them() {
        Usage usage = new Usage(3, 1, Money.of("2.00"), 2, Set.of("NVIDIA L4"), Set.of());
        List<Line> lines = List.of(
                line("team/t/workers", new Measure.Workers()),
                line("account/burnRate", new Measure.BurnRate()),
                line("team/t/floor", new Measure.Floor()));
        assertEquals(
                "{account/burnRate=6, team/t/floor=2, team/t/workers=3}",
                Claim.of(usage, lines).toString());
    }

    @Test
    void two_claims_come_together_line_by_line() {
        Random random = new Random(7);
        for (int turn = 0; turn < 500; turn++) {
            Map<String, BigDecimal> one = amounts(random);
            Map<String, BigDecimal> other = amounts(random);
            Map<String, BigDecimal> larger = new TreeMap<>(one);
            other.forEach((line, amount) -> larger.merge(line, amount, BigDecimal::max));
            Map<String, BigDecimal> first = new TreeMap<>(other);
            first.putAll(one);
            assertEquals(Claim.of(larger), Claim.of(one).max(Claim.of(other)));
            assertEquals(Claim.of(first), Claim.of(one).orElse(Claim.of(other)));
        }
    }

    private static Map<String, BigDecimal> amounts(Random random) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        IntStream.range(0, LINES.size())
                .filter(line -> random.nextBoolean())
                .forEach(line -> amounts.put(LINES.get(line), BigDecimal.valueOf(1 + random.nextInt(5))));
        return amounts;
    }

    private static Line line(String key, Measure measure) {
        return new Line(key, key, measure, Optional.empty(), Optional.empty());
    }
}
