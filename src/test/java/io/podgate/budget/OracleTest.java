package io.podgate.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.endpoint.Catalog;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Prices, claims and reservations against an oracle that reckons them from scratch. Run again with -Dpodgate.seed where
 * it failed.
 */
class OracleTest {

    private static final int FLEETS = 1_000;
    private static final int STEPS = 100;
    private static final List<String> ENDPOINTS = List.of("e0", "e1", "e2", "e3", "e4", "e5");

    private final long seed = Long.getLong("podgate.seed", new Random().nextLong());

    private int granted;
    private int refused;

    @Test
    void prices_claims_and_totals_are_what_the_oracle_says() {
        Random random = new Random(seed);
        for (int fleet = 0; fleet < FLEETS; fleet++) {
            Run run = new Run(random);
            for (int step = 0; step < STEPS; step++) {
                try {
                    run.step("d" + step);
                } catch (AssertionError | RuntimeException e) {
                    String where = "-Dpodgate.seed=" + seed + ", fleet " + fleet + ", step " + step + ": ";
                    throw new AssertionError(where + e.getMessage(), e);
                }
            }
        }
        assertTrue(granted > 10_000 && refused > 5_000, granted + " granted, " + refused + " refused");
    }

    /** One fleet, and a hundred things that happen to it. */
    private final class Run {

        private final Random random;
        private final RandomPlains plains;
        private final Oracle oracle;
        private final Catalog catalog;
        private final TreeMap<String, Line> lines = new TreeMap<>();
        private final TreeMap<String, Plain> shown = new TreeMap<>();
        private final Book book = new Book();

        Run(Random random) {
            this.random = random;
            this.plains = new RandomPlains(random);
            Market market = new Market(random);
            this.oracle = new Oracle(market);
            this.catalog = market.catalog();
            for (String owner : List.of("team/a", "team/b", "team/c", "group/g", "group/h", "account")) {
                add(owner, new Measure.BurnRate());
                add(owner, new Measure.Floor());
                add(owner, new Measure.Workers());
                add(owner, new Measure.Gpus("X*", card -> card.startsWith("X")));
            }
            ENDPOINTS.forEach(endpoint -> seed(endpoint, plains.any()));
        }

        private void add(String owner, Measure measure) {
            boolean cards = measure instanceof Measure.Gpus;
            if (cards && owner.equals("account")) {
                return;
            }
            String key = owner + "/" + measure.key() + (cards ? "/X*" : "");
            BigDecimal cap = measure.isMoney()
                    ? BigDecimal.valueOf(random.nextLong(1_500_000), 4)
                    : BigDecimal.valueOf(random.nextInt(40));
            Line line = new Line(
                    key, key, measure, random.nextInt(4) > 0 ? Optional.of(cap) : Optional.empty(), Optional.empty());
            lines.put(key, line);
            assertEquals(owner, line.owner());
        }

        private List<Line> linesOf(Plain plain) {
            return lines.values().stream()
                    .filter(line -> line.owner().equals("account")
                            || line.owner().equals("team/" + plain.team())
                            || line.owner().equals("group/" + plain.group()))
                    .toList();
        }

        private Claim claim(Plain plain) {
            Usage usage = Pricing.of(plain.config(), catalog);
            assertEquals(oracle.isUnpriced(plain), !usage.unpriced().isEmpty(), plain.toString());
            Claim claim = Claim.of(usage, linesOf(plain));
            lines.keySet().forEach(key -> assertSame(oracle.takes(key, plain), claim.of(key), key + " of " + plain));
            return claim;
        }

        private List<Demand> demands(Claim before, Claim after) {
            List<Demand> demands = new ArrayList<>();
            lines.forEach((key, line) -> line.cap()
                    .filter(cap -> after.of(key).compareTo(before.of(key)) > 0)
                    .ifPresent(cap -> demands.add(new Demand(key, cap))));
            return demands;
        }

        void step(String decision) {
            String endpoint = plains.one(ENDPOINTS);
            List<String> open = oracle.openOf(endpoint);
            switch (random.nextInt(8)) {
                case 0 -> seed(endpoint, plains.any());
                case 1 -> {
                    book.seed(endpoint, Claim.NOTHING);
                    oracle.gone(endpoint);
                    shown.remove(endpoint);
                }
                case 2, 3 -> {
                    if (!open.isEmpty()) {
                        Plain now = plains.any();
                        String ending = plains.one(open);
                        book.settle(endpoint, ending, claim(now));
                        oracle.closes(endpoint, ending);
                        oracle.stands(endpoint, now);
                        shown.put(endpoint, now);
                    }
                }
                case 4 -> {
                    if (!open.isEmpty()) {
                        String ending = plains.one(open);
                        book.release(endpoint, ending);
                        oracle.closes(endpoint, ending);
                    }
                }
                default -> reserve(endpoint, decision);
            }
            for (String key : lines.keySet()) {
                long total = oracle.total(key);
                assertSame(total, book.total(key), key);
                assertSame(total, book.moved().getOrDefault(key, BigDecimal.ZERO), "moved " + key);
            }
        }

        private void seed(String endpoint, Plain now) {
            book.seed(endpoint, claim(now));
            oracle.stands(endpoint, now);
            shown.put(endpoint, now);
        }

        private void reserve(String endpoint, String decision) {
            Plain before = shown.computeIfAbsent(endpoint, e -> plains.any());
            boolean shrinks = random.nextInt(4) == 0;
            Plain after = shrinks ? plains.shrunk(before) : plains.changed(before);
            Claim was = claim(before);
            Claim is = claim(after);
            List<Demand> demands = demands(was, is);
            if (shrinks) {
                assertEquals(List.of(), demands, before + " to " + after);
            }
            List<String> expected = shortages(endpoint, before, after, demands);
            assertEquals(expected, shown(book.probe(endpoint, was, is, demands)));
            assertEquals(expected, shown(book.reserve(endpoint, decision, was, is, demands)));
            if (!expected.isEmpty()) {
                refused++;
                return;
            }
            granted++;
            oracle.stands(endpoint, before);
            oracle.opens(endpoint, decision, before, after);
            demands.forEach(demand ->
                    assertTrue(book.total(demand.line()).compareTo(demand.cap()) <= 0, demand + " is overdrawn"));
        }

        private List<String> shortages(String endpoint, Plain before, Plain after, List<Demand> demands) {
            List<String> shortages = new ArrayList<>();
            for (Demand demand : demands) {
                String line = demand.line();
                long asked = Math.max(oracle.takes(line, before), oracle.takes(line, after));
                for (String decision : oracle.openOf(endpoint)) {
                    asked = Math.max(asked, oracle.opened(line, endpoint, decision));
                }
                long others = oracle.others(line, endpoint);
                if (others + asked > demand.cap().movePointRight(4).longValueExact()) {
                    shortages.add(line + " " + others + " " + asked);
                }
            }
            return shortages;
        }

        private List<String> shown(List<Shortage> shortages) {
            return shortages.stream()
                    .map(shortage -> shortage.line() + " " + units(shortage.others()) + " " + units(shortage.asked()))
                    .toList();
        }

        private long units(BigDecimal amount) {
            return amount.movePointRight(4).longValueExact();
        }

        private void assertSame(long expected, BigDecimal amount, String what) {
            assertEquals(expected, units(amount), what);
        }
    }
}
