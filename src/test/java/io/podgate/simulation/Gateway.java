package io.podgate.simulation;

import io.podgate.admission.Admission;
import io.podgate.admission.Bills;
import io.podgate.admission.Census;
import io.podgate.admission.Decision;
import io.podgate.admission.Drift;
import io.podgate.admission.DriftListener;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Freezes;
import io.podgate.admission.Latecomers;
import io.podgate.admission.Ledger;
import io.podgate.admission.Lookout;
import io.podgate.admission.Noticeboard;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Rota;
import io.podgate.admission.Settler;
import io.podgate.admission.SteadyClock;
import io.podgate.admission.UpdateRequest;
import io.podgate.budget.Spending;
import io.podgate.memory.CallerBuckets;
import io.podgate.memory.MemoryLedger;
import io.podgate.policy.PolicySet;
import io.podgate.runpod.Room;
import io.podgate.trail.PaperTrail;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** One process of the gateway, put together as the real one is, from its start to its end. */
final class Gateway {

    static final EnvDigest DIGEST = new EnvDigest(() -> new byte[32]);

    private static final Duration DEADLINE = Duration.ofSeconds(25);
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final Life life;
    private final Supplier<PolicySet> policy;
    private final Room room;
    private final Ledger ledger;
    private final Census census;
    private final Settler settler;
    private final Latecomers latecomers;
    private final Rota rota;
    private final Admission admission;

    /** No line caps a month. */
    private record NoBills() implements Bills {

        @Override
        public Optional<Spending> spending() {
            return Optional.empty();
        }

        @Override
        public Optional<Spending> spending(PolicySet policy) {
            return Optional.empty();
        }

        @Override
        public boolean fresh() {
            return false;
        }
    }

    /** What turns late is counted as what it is: the truth. */
    private record NoDrift() implements DriftListener {

        @Override
        public void drifted(Drift drift) {}

        @Override
        public void over(Drift drift) {}
    }

    /**
     * What a process is put into.
     *
     * @param policy the one in force at the moment
     * @param sabotage what is done to it
     */
    record Place(
            String url,
            Supplier<PolicySet> policy,
            Network network,
            PaperTrail.Disk disk,
            Witness witness,
            InstantSource wall,
            Sabotage sabotage) {}

    Gateway(Life life, Place place) {
        this.life = life;
        this.policy = place.policy();
        InstantSource clock = new SteadyClock(place.wall(), life::nanoTime);
        PolicySource policies = () -> Optional.of(policy.get());
        Fairness fairness = new Fairness(life, place.sabotage().errands(), place.witness()::breach);
        this.room = new Room(place.url(), asked -> place.network().ask(life, asked), fairness, policies, clock, life);
        PaperTrail trail = new PaperTrail(place.disk(), DIGEST, life);
        MemoryLedger memory = new MemoryLedger(trail, DIGEST, clock, life);
        this.latecomers = new Latecomers(room.fleet(), memory.log(), trail, new NoDrift(), clock);
        this.ledger = Sabotage.overheard(place.sabotage().ledger().apply(memory), place.witness()::opened);
        Lookout lookout = new Lookout(room.fleet(), ledger, room.catalogs(), (now, fields) -> {}, clock);
        this.census = new Census(ledger, room.fleet(), policies, room.catalogs(), lookout);
        this.settler = new Settler(ledger, room.fleet(), policies, room.catalogs(), life);
        this.rota = new Rota(census, room.fleet(), Noticeboard.OF_ONES_OWN, REFRESH, clock, life);
        this.admission = new Admission(new Admission.Ports(
                room.fleet(),
                room.catalogs(),
                room.runpod(),
                new NoBills(),
                Freezes.NONE,
                new CallerBuckets(caller -> {}, life),
                ledger,
                census,
                settler,
                latecomers,
                lookout,
                trail,
                place.witness()::decided,
                clock,
                life));
        rounds();
    }

    private void rounds() {
        every(Duration.ofSeconds(5), () -> room.takeFirstLook().chain(this::recount));
        every(Duration.ofSeconds(1), () -> ready(() -> rota.tick(life.deadline(DEADLINE))));
        every(Duration.ofSeconds(1), this::recount);
        every(Duration.ofSeconds(2), () -> ready(settler::settleAll));
        every(Duration.ofSeconds(1), latecomers::look);
        every(Duration.ofSeconds(10), () -> room.refreshCatalog(life.deadline(DEADLINE)));
    }

    private Uni<Void> recount() {
        return ready(() -> census.recount(life.deadline(DEADLINE)));
    }

    private Uni<Void> ready(Supplier<Uni<Void>> work) {
        return room.awaited().isEmpty() ? work.get() : Uni.createFrom().voidItem();
    }

    /** Skips a round while the one before it is under way. */
    private void every(Duration period, Supplier<Uni<Void>> round) {
        Uni.createFrom()
                .deferred(round::get)
                .chain(() -> life.pause(period))
                .repeat()
                .indefinitely()
                .subscribe()
                .with(over -> {}, failure -> {
                    throw new IllegalStateException(failure);
                });
    }

    Uni<Decision> admit(UpdateRequest request) {
        return admission.admit(request, policy.get());
    }

    Room room() {
        return room;
    }

    Ledger ledger() {
        return ledger;
    }

    Life life() {
        return life;
    }
}
