package io.podgate.app;

import io.agroal.api.AgroalDataSource;
import io.podgate.admission.Admission;
import io.podgate.admission.AuditTrail;
import io.podgate.admission.Bills;
import io.podgate.admission.CallerLimits;
import io.podgate.admission.Catalogs;
import io.podgate.admission.Census;
import io.podgate.admission.DecisionListener;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.DriftListener;
import io.podgate.admission.DriftWatch;
import io.podgate.admission.EndpointReads;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Fleet;
import io.podgate.admission.FleetListener;
import io.podgate.admission.ForeignChanges;
import io.podgate.admission.Freezer;
import io.podgate.admission.Freezes;
import io.podgate.admission.LastNames;
import io.podgate.admission.Latecomers;
import io.podgate.admission.Ledger;
import io.podgate.admission.LimitListener;
import io.podgate.admission.Lookout;
import io.podgate.admission.Noticeboard;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Rota;
import io.podgate.admission.Runpod;
import io.podgate.admission.Settler;
import io.podgate.admission.SteadyClock;
import io.podgate.admission.Timing;
import io.podgate.admission.TrailListener;
import io.podgate.dialect.Dialect;
import io.podgate.http.HttpTimes;
import io.podgate.memory.FreezeFile;
import io.podgate.memory.NamesFile;
import io.podgate.postgres.Database;
import io.podgate.postgres.SharedFreezes;
import io.podgate.postgres.SharedNames;
import io.podgate.postgres.SharedNotices;
import io.podgate.runpod.FleetConfig;
import io.podgate.runpod.LiveHistory;
import io.podgate.runpod.RunpodConfig;
import io.podgate.trail.AuditConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/** What no room makes for itself. */
final class Wiring {

    private Wiring() {}

    @Produces
    @Singleton
    static InstantSource clock(Timing timing) {
        return new SteadyClock(Clock.systemUTC(), timing::nanoTime);
    }

    @Produces
    @Singleton
    static Timing timing(Vertx vertx) {
        return new LoopTiming(vertx);
    }

    @Produces
    @Singleton
    static HttpTimes times(RunpodConfig config) {
        return new HttpTimes(config.deadline());
    }

    @Produces
    @Singleton
    static LastNames lastNames(
            Config config, @ConfigProperty(name = "podgate.data.dir") Path dir, Instance<AgroalDataSource> source) {
        return switch (Store.kind(config)) {
            case MEMORY -> new NamesFile(dir.resolve("names.json"));
            case POSTGRESQL -> new SharedNames(new Database(source.get()));
        };
    }

    @Produces
    @Singleton
    static Freezes freezes(
            Config config,
            @ConfigProperty(name = "podgate.data.dir") Path dir,
            Instance<AgroalDataSource> source,
            InstantSource clock) {
        return switch (Store.kind(config)) {
            case MEMORY -> new FreezeFile(dir.resolve("freeze.json"), clock);
            case POSTGRESQL -> new SharedFreezes(new Database(source.get()));
        };
    }

    @Produces
    @Singleton
    static Freezer freezer(Freezes freezes, AuditTrail trail, InstantSource clock) {
        return new Freezer(freezes, trail, clock);
    }

    @Produces
    @Singleton
    static Noticeboard board(
            Config config, Instance<AgroalDataSource> source, Instance<EnvDigest> digest, InstantSource clock) {
        return switch (Store.kind(config)) {
            case MEMORY -> Noticeboard.OF_ONES_OWN;
            case POSTGRESQL ->
                new SharedNotices(new Database(source.get()), () -> digest.get().keyFor("notices"), clock);
        };
    }

    @Produces
    @Singleton
    static Store store(
            Config config,
            @ConfigProperty(name = "podgate.data.dir") Path dir,
            Instance<AgroalDataSource> source,
            Instance<Flyway> schema,
            AuditConfig audit,
            EnvDigest digest,
            TrailListener trails,
            LimitListener limits,
            InstantSource clock,
            Timing timing) {
        Store.Kind kind = Store.kind(config);
        DataLock lock = DataLock.of(dir);
        Store store = switch (kind) {
            case MEMORY -> Store.inMemory(audit, digest, trails, limits, clock, timing);
            case POSTGRESQL ->
                Store.inPostgres(
                        source.get(), () -> schema.get().migrate(), audit, digest, trails, limits, clock, timing);
        };
        return store.holding(lock);
    }

    static void close(@Disposes Store store) throws Exception {
        store.closing().close();
    }

    @Produces
    @Singleton
    static Ledger ledger(Store store) {
        return store.ledger();
    }

    @Produces
    @Singleton
    static AuditTrail trail(Store store) {
        return store.trail();
    }

    @Produces
    @Singleton
    static DecisionLog decisions(Store store) {
        return store.decisions();
    }

    @Produces
    @Singleton
    static CallerLimits limits(Store store) {
        return store.limits();
    }

    @Produces
    @Singleton
    static Census census(Ledger ledger, Fleet fleet, PolicySource policies, Catalogs catalogs, Lookout lookout) {
        return new Census(ledger, fleet, policies, catalogs, lookout);
    }

    @Produces
    @Singleton
    static Lookout lookout(
            Fleet fleet,
            Ledger ledger,
            Catalogs catalogs,
            FleetListener listener,
            ForeignChanges foreign,
            InstantSource clock) {
        FleetListener both = (now, fields) -> {
            listener.changedOutOfBand(now, fields);
            foreign.changedOutOfBand(now, fields);
        };
        return new Lookout(fleet, ledger, catalogs, both, clock);
    }

    @Produces
    @Singleton
    @Typed(ForeignChanges.class)
    static ForeignChanges foreignChanges(InstantSource clock) {
        return new ForeignChanges(clock);
    }

    @Produces
    @Singleton
    @Typed(DriftWatch.class)
    static DriftWatch driftWatch(
            Fleet fleet,
            Catalogs catalogs,
            PolicySource policies,
            EndpointReads reads,
            Dialect dialect,
            InstantSource clock) {
        return new DriftWatch(fleet, catalogs, policies, new LiveHistory(reads, dialect), clock);
    }

    @Produces
    @Singleton
    static Rota rota(
            Census census, Fleet fleet, Noticeboard board, FleetConfig config, InstantSource clock, Timing timing) {
        return new Rota(census, fleet, board, config.refresh(), clock, timing);
    }

    @Produces
    @Singleton
    static Settler settler(Ledger ledger, Fleet fleet, PolicySource policies, Catalogs catalogs, Timing timing) {
        return new Settler(ledger, fleet, policies, catalogs, timing);
    }

    @Produces
    @Singleton
    static Latecomers latecomers(
            Fleet fleet,
            DecisionLog decisions,
            AuditTrail trail,
            DriftListener listener,
            DriftWatch watch,
            InstantSource clock) {
        return new Latecomers(fleet, decisions, trail, watch.and(listener), clock);
    }

    @Produces
    @Singleton
    static Admission admission(
            Fleet fleet,
            Catalogs catalogs,
            Runpod runpod,
            Bills bills,
            Freezes freezes,
            CallerLimits limits,
            Ledger ledger,
            Census census,
            Settler settler,
            Latecomers latecomers,
            Lookout lookout,
            AuditTrail trail,
            DecisionListener listener,
            InstantSource clock,
            Timing timing) {
        return new Admission(new Admission.Ports(
                fleet,
                catalogs,
                runpod,
                bills,
                freezes,
                limits,
                ledger,
                census,
                settler,
                latecomers,
                lookout,
                trail,
                listener,
                clock,
                timing));
    }
}
