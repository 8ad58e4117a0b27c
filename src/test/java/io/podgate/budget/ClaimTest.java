package io.podgate.budget;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(claim).isEqualTo(Claim.of(Map.of("a", new BigDecimal("2.5"))));
        assertThat(claim).hasSameHashCodeAs(Claim.of(Map.of("a", new BigDecimal("2.5"))));
        assertThat(claim.of("b")).isEqualTo(BigDecimal.ZERO);
        assertThat(claim.isNothing()).isFalse();
        assertThat(Claim.of(Map.of("b", BigDecimal.ZERO))).isEqualTo(Claim.NOTHING);
    }

    @Test
    void lines_come_in_the_order_of_their_keys_whoever_lists_them() {
        Usage usage = new Usage(3, 1, Money.of("2.00"), 2, Set.of("NVIDIA L4"), Set.of());
        List<Line> lines = List.of(
                line("team/t/workers", new Measure.Workers()),
                line("account/burnRate", new Measure.BurnRate()),
                line("team/t/floor", new Measure.Floor()));
        assertThat(Claim.of(usage, lines).byLine().toString())
                .isEqualTo("{account/burnRate=6, team/t/floor=2, team/t/workers=3}");
    }

    @Test
    void two_claims_come_together_line_by_line() {
        Random random = new Random(7);
        for (int turn = 0; turn < 500; turn++) {
            TreeMap<String, BigDecimal> one = amounts(random);
            TreeMap<String, BigDecimal> other = amounts(random);
            TreeMap<String, BigDecimal> larger = new TreeMap<>(one);
            other.forEach((line, amount) -> larger.merge(line, amount, BigDecimal::max));
            TreeMap<String, BigDecimal> first = new TreeMap<>(other);
            first.putAll(one);
            assertThat(Claim.of(one).max(Claim.of(other))).isEqualTo(Claim.of(larger));
            assertThat(Claim.of(one).orElse(Claim.of(other))).isEqualTo(Claim.of(first));
        }
    }

    private static TreeMap<String, BigDecimal> amounts(Random random) {
        TreeMap<String, BigDecimal> amounts = new TreeMap<>();
        IntStream.range(0, LINES.size())
                .filter(line -> random.nextBoolean())
                .forEach(line -> amounts.put(LINES.get(line), BigDecimal.valueOf(1 + random.nextInt(5))));
        return amounts;
    }

    private static Line line(String key, Measure measure) {
        return new Line(key, key, measure, Optional.empty(), Optional.empty());
    }
}
