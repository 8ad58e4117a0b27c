package io.podgate.simulation;

import io.podgate.admission.Ledger;
import io.podgate.dialect.Dialect;
import io.podgate.policy.PolicySet;
import io.podgate.sandbox.Unplugged;
import io.podgate.simulation.Weather.Trouble;
import io.podgate.trail.PaperTrail;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one seed makes: a gateway in bad weather with callers who ask for too much, then calm, then a few who ask once
 * more, then rest.
 */
final class Simulation {

    private static final Duration STORM = Duration.ofSeconds(45);
    private static final Duration CALM = Witness.NEWS.plusSeconds(20);
    private static final Duration EXAM = Duration.ofSeconds(6);
    private static final Duration REST = Duration.ofSeconds(75);
    private static final int STAMPEDE = 20;
    private static final int CROWD = 40;
    private static final int FEW = 2;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Chance chance;
    private final Scheduler scheduler;
    private final Story story;
    private final Weather weather;
    private final PaperTrail.Disk disk;
    private final Unplugged runpod;
    private final Witness witness;
    private final Gateway.Place place;
    private final List<Caller> callers;
    private final Dialect dialect;
    private Books books = Books.AS_BUILT;
    private @Nullable Gateway gateway;

    /**
     * What came of it.
     *
     * @param breach what must never be and was; empty where all is well
     */
    record Report(long seed, Optional<String> breach, Story story) {}

    private Simulation(long seed, Sabotage sabotage) {
        this.chance = new Chance(seed);
        this.scheduler = new Scheduler(chance);
        this.story = new Story(scheduler);
        this.weather = new Weather(chance);
        this.disk = new PaperTrail.Disk(this::writing);
        this.dialect = chance.once(0.5) ? Dialect.V1 : Dialect.V2;
        this.runpod = new Unplugged(dialect, scheduler);
        House.seed(runpod);
        this.witness = new Witness(scheduler, story, runpod, new Registry(disk));
        Network network = new Network(scheduler, chance, weather, runpod, witness, story);
        this.place = new Gateway.Place(
                "http://runpod.test/" + dialect.name(), this::policy, network, disk, witness, scheduler, sabotage);
        this.callers = Stream.concat(
                        Caller.names().stream().map(name -> caller(name, 0)),
                        chance.once(0.3) ? stampede(chance.of(House.TEAMS)) : Stream.empty())
                .toList();
    }

    /** Many of one team who all come at once, which must not be the others' loss. */
    private Stream<Caller> stampede(String team) {
        return IntStream.rangeClosed(1, STAMPEDE).mapToObj(number -> caller(team, number));
    }

    private Caller caller(String name, int number) {
        return new Caller(name, number, scheduler, chance, story, witness, this::policy, this::gateway);
    }

    static Report of(long seed) {
        return of(seed, Sabotage.NONE);
    }

    static Report of(long seed, Sabotage sabotage) {
        Simulation simulation = new Simulation(seed, sabotage);
        try {
            simulation.run();
        } catch (RuntimeException | AssertionError e) {
            simulation.witness.breach(e + " at " + List.of(e.getStackTrace()));
        }
        return new Report(seed, simulation.witness.breach(), simulation.story);
    }

    private void run() {
        starts();
        callers.forEach(Caller::comes);
        if (chance.once(0.3)) {
            crowd(chance.of(House.TEAMS)).forEach(reader -> reader.reads(weather::isBad));
        }
        again(Trouble.CRASH, this::crashes);
        again(Trouble.CONSOLE, this::edits);
        again(Trouble.SCALE_DOWN, this::scalesDown);
        again(Trouble.CLOCK, this::sets);
        again(Trouble.POLICY, this::replaces);
        passes(STORM);
        weather.calm();
        callers.forEach(Caller::goes);
        passes(CALM);
        callers.forEach(Caller::comes);
        passes(EXAM);
        callers.forEach(Caller::goes);
        passes(REST);
        rests();
    }

    /** A few of each team, and many of one. */
    private Stream<Reader> crowd(String team) {
        return House.TEAMS.stream()
                .flatMap(each -> Stream.generate(() -> new Reader(House.share(each), scheduler, chance, this::gateway))
                        .limit(each.equals(team) ? CROWD : FEW));
    }

    private void passes(Duration time) {
        Duration latest = scheduler.time().plus(time);
        while (witness.breach().isEmpty() && scheduler.step(latest)) {
            witness.look();
        }
    }

    /** Something that happens now and then, as often as the weather says. */
    private void again(Trouble trouble, Runnable what) {
        double rate = weather.rate(trouble);
        if (rate > 0) {
            scheduler.after(chance.upTo(Duration.ofNanos((long) (2 * MINUTE.toNanos() / rate))), () -> {
                if (weather.rate(trouble) > 0) {
                    what.run();
                    again(trouble, what);
                }
            });
        }
    }

    private PolicySet policy() {
        return House.policy(dialect, books);
    }

    private Optional<Gateway> gateway() {
        return Optional.ofNullable(gateway);
    }

    private void starts() {
        story.tell("a gateway starts");
        gateway = new Gateway(new Life(scheduler, chance), place);
    }

    private void crashes() {
        Gateway gone = gateway;
        if (gone != null) {
            story.tell("the gateway is killed");
            gateway = null;
            gone.life().end();
            witness.crashed();
            scheduler.after(chance.upTo(Duration.ofSeconds(20)), this::starts);
        }
    }

    private void edits() {
        String id = chance.of(House.endpoints());
        String change = chance.once(0.5)
                ? "{\"workers\": {\"max\": %d, \"min\": 0}}".formatted(chance.below(House.MOST_WORKERS))
                : "{\"gpu\": {\"count\": %d}}".formatted(1 + chance.below(2));
        witness.edits(id, change, () -> runpod.alter(id, change));
    }

    /** As RunPod does where nobody uses them, or where it runs out of them. */
    private void scalesDown() {
        String id = chance.of(House.endpoints());
        int most = chance.below(Truth.workers(House.shown(runpod.endpoints(), id)) + 1);
        String change = "{\"workers\": {\"max\": %d, \"min\": 0}}".formatted(most);
        witness.shrinks(id, change, () -> runpod.alter(id, change));
    }

    private void sets() {
        Duration by = chance.between(Duration.ofSeconds(-60), Duration.ofSeconds(60));
        story.tell("the clock is set by " + by);
        scheduler.set(by);
    }

    private void replaces() {
        books = chance.of(List.of(Books.values()));
        story.tell("the policy is " + books + " now");
    }

    private Optional<Duration> writing() {
        if (weather.strikes(Trouble.DISK_FULL)) {
            return Optional.empty();
        }
        return Optional.of(
                weather.strikes(Trouble.DISK_SLOW)
                        ? chance.upTo(Duration.ofSeconds(4))
                        : chance.upTo(Duration.ofMillis(5)));
    }

    private void rests() {
        if (witness.breach().isEmpty()) {
            Ledger ledger = gateway().orElseThrow().ledger();
            Map<String, BigDecimal> totals =
                    ledger.totals(books.caps().keySet()).await().indefinitely().orElse(Map.of());
            witness.rests(books, totals, ledger.standing().unsettled());
        }
    }
}
