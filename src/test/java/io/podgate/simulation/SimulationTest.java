package io.podgate.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Closing;
import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.admission.Opening;
import io.podgate.ledger.Updates;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever goes wrong, in whichever order, no promise is broken. {@code make simulate} tries more seeds, and tells the
 * story of one.
 */
class SimulationTest {

    private static final long SEEDS = Long.getLong("simulation.seeds", 1000);
    private static final Optional<Long> SEED = Optional.ofNullable(Long.getLong("simulation.seed"));
    private static final long TRIED = 250;

    /** In a bad weather there is much to say. */
    private static final Logger LOG = Logger.getLogger("io.podgate");

    private static Optional<Level> level = Optional.empty();

    @BeforeAll
    static void quieten() {
        level = Optional.ofNullable(LOG.getLevel());
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(level.orElse(null));
    }

    @Test
    void no_promise_is_broken() {
        List<String> broken = SEED.map(SimulationTest::told).orElseGet(SimulationTest::tried);
        assertEquals("", String.join("\n", broken));
    }

    private static List<String> told(long seed) {
        Simulation.Report report = Simulation.of(seed);
        report.story().lines().forEach(System.out::println);
        return report.breach().stream().toList();
    }

    /** Those that are broken are told at once: whoever tries a hundred thousand waits for a while. */
    private static List<String> tried() {
        return LongStream.range(0, SEEDS)
                .parallel()
                .mapToObj(SimulationTest::tried)
                .filter(report -> report.breach().isPresent())
                .map(report -> "make simulate SEED=" + report.seed() + ": "
                        + report.breach().orElseThrow())
                .peek(System.out::println)
                .toList();
    }

    /** The pool's threads may still have the class loader of another test. */
    private static Simulation.Report tried(long seed) {
        Thread.currentThread().setContextClassLoader(SimulationTest.class.getClassLoader());
        return Simulation.of(seed);
    }

    @Test
    void a_seed_tells_the_same_story_each_time_and_another_seed_another() {
        String story = Simulation.of(1).story().digest();
        assertEquals(story, Simulation.of(1).story().digest());
        assertNotEquals(story, Simulation.of(2).story().digest());
    }

    /** So that it is known to see anything at all. */
    private static void isNoticed(String breach, UnaryOperator<Ledger> sabotage) {
        isNoticed(breach, Sabotage.ofLedger(sabotage));
    }

    private static void isNoticed(String breach, Sabotage sabotage) {
        assertTrue(
                LongStream.range(0, TRIED)
                        .mapToObj(seed -> Simulation.of(seed, sabotage))
                        .anyMatch(report -> report.breach()
                                .filter(what -> what.contains(breach))
                                .isPresent()),
                breach);
    }

    @Test
    void a_ledger_that_lets_everybody_in_is_noticed() {
        isNoticed(
                ", above ",
                ledger -> Sabotage.of(ledger, "open", (arguments, real) -> {
                    Intent intent = (Intent) arguments[0];
                    arguments[0] = Updates.withoutDemands(intent);
                    return real.call();
                }));
    }

    @Test
    void a_ledger_that_takes_all_books_for_the_same_is_noticed() {
        isNoticed(
                ", above ",
                ledger -> Sabotage.of(
                        Sabotage.of(ledger, "seed", (arguments, real) -> {
                            Ledger.Tally tally = (Ledger.Tally) arguments[0];
                            arguments[0] = new Ledger.Tally(tally.mark(), tally.fleet(), tally.unread(), "the same");
                            return real.call();
                        }),
                        "open",
                        (arguments, real) -> {
                            arguments[0] = Updates.kept("the same", (Intent) arguments[0]);
                            return real.call();
                        }));
    }

    @Test
    void a_ledger_that_forgets_what_may_still_land_is_noticed() {
        isNoticed(
                ", above ",
                ledger -> Sabotage.of(ledger, "close", (arguments, real) -> {
                    Closing closing = (Closing) arguments[1];
                    arguments[1] =
                            closing.shown().<Closing>map(Closing.Stands::new).orElseGet(Closing.NothingDone::new);
                    return real.call();
                }));
    }

    @Test
    void an_update_without_an_intent_is_noticed() {
        isNoticed(
                "without a durable intent",
                ledger -> Sabotage.of(
                        ledger, "open", (arguments, real) -> Uni.createFrom().item(new Opening.Opened())));
    }

    @Test
    void a_line_that_takes_all_teams_for_one_is_noticed() {
        isNoticed(" turns ahead of ", Sabotage.ofLine(Sabotage::asOneShare));
    }

    @Test
    void a_line_without_turns_is_noticed() {
        isNoticed(" turns ahead of ", Sabotage.ofLine(Sabotage::withoutTurns));
    }
}
