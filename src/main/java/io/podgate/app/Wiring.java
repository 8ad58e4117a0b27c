package io.podgate.app;

import io.podgate.admission.Admission;
import io.podgate.admission.AuditTrail;
import io.podgate.admission.Bills;
import io.podgate.admission.CallerLimits;
import io.podgate.admission.Catalogs;
import io.podgate.admission.Census;
import io.podgate.admission.DecisionListener;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Fleet;
import io.podgate.admission.FleetListener;
import io.podgate.admission.LastNames;
import io.podgate.admission.Ledger;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Runpod;
import io.podgate.admission.Settler;
import io.podgate.admission.TrailListener;
import io.podgate.http.HttpTimes;
import io.podgate.ledger.AuditConfig;
import io.podgate.ledger.AuditWriter;
import io.podgate.ledger.MemoryLedger;
import io.podgate.runpod.NamesFile;
import io.podgate.runpod.RunpodConfig;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What no room makes for itself. */
final class Wiring {

    private Wiring() {}

    @Produces
    @Singleton
    static InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static HttpTimes times(RunpodConfig config) {
        return new HttpTimes(config.deadline());
    }

    @Produces
    @Singleton
    static LastNames lastNames(@ConfigProperty(name = "podgate.data.dir") Path dir) {
        return new NamesFile(dir.resolve("names.json"));
    }

    @Produces
    @Singleton
    static AuditWriter trail(AuditConfig config, EnvDigest digest, TrailListener listener, InstantSource clock) {
        return new AuditWriter(config, digest, listener, clock);
    }

    static void close(@Disposes AuditWriter trail) throws InterruptedException {
        trail.close();
    }

    @Produces
    @Singleton
    static MemoryLedger ledger(AuditWriter trail, EnvDigest digest, InstantSource clock) {
        return new MemoryLedger(trail, digest, clock);
    }

    @Produces
    @Singleton
    static DecisionLog decisions(MemoryLedger ledger) {
        return ledger.log();
    }

    @Produces
    @Singleton
    static Census census(Ledger ledger, Fleet fleet, PolicySource policies, Catalogs catalogs, FleetListener listener) {
        return new Census(ledger, fleet, policies, catalogs, listener);
    }

    @Produces
    @Singleton
    static Settler settler(Ledger ledger, Fleet fleet, PolicySource policies, Catalogs catalogs) {
        return new Settler(ledger, fleet, policies, catalogs);
    }

    @Produces
    @Singleton
    static Admission admission(
            Fleet fleet,
            Catalogs catalogs,
            Runpod runpod,
            Bills bills,
            CallerLimits limits,
            Ledger ledger,
            Census census,
            Settler settler,
            AuditTrail trail,
            DecisionListener listener,
            InstantSource clock) {
        return new Admission(new Admission.Ports(
                fleet, catalogs, runpod, bills, limits, ledger, census, settler, trail, listener, clock));
    }
}
