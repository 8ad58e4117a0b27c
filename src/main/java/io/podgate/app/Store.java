package io.podgate.app;

import io.agroal.api.AgroalDataSource;
import io.podgate.admission.AuditTrail;
import io.podgate.admission.CallerLimits;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Ledger;
import io.podgate.admission.LimitListener;
import io.podgate.admission.Timing;
import io.podgate.admission.TrailListener;
import io.podgate.memory.CallerBuckets;
import io.podgate.memory.MemoryLedger;
import io.podgate.postgres.Database;
import io.podgate.postgres.PostgresLedger;
import io.podgate.postgres.SharedLimits;
import io.podgate.trail.AuditConfig;
import io.podgate.trail.AuditWriter;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/**
 * What the gateway remembers with: {@code podgate.store}.
 *
 * @param missing what it cannot do without and has not got; the gateway is not ready then
 * @param closing finishes what is to be written
 */
record Store(
        Ledger ledger,
        AuditTrail trail,
        DecisionLog decisions,
        CallerLimits limits,
        Supplier<Optional<String>> missing,
        AutoCloseable closing) {

    static final String STORE = "podgate.store";
    private static final String URL = "quarkus.datasource.jdbc.url";

    /** Kinds of stores by what they are called in the settings. */
    enum Kind {
        MEMORY,
        POSTGRESQL
    }

    /** What is configured, where that can mean anything. */
    static Kind kind(Config config) {
        String name = config.getOptionalValue(STORE, String.class).orElse("memory");
        return switch (name) {
            case "memory" -> Kind.MEMORY;
            case "postgresql" ->
                config.getOptionalValue(URL, String.class)
                        .map(url -> Kind.POSTGRESQL)
                        .orElseThrow(() -> new ConfigurationException(STORE + " is postgresql, so " + URL + " is due"));
            default -> throw new ConfigurationException(STORE + ": memory or postgresql is due, found " + name);
        };
    }

    /** The same, with something that is let go of when all is written. */
    Store holding(AutoCloseable held) {
        return new Store(ledger, trail, decisions, limits, missing, () -> {
            try (held) {
                closing.close();
            }
        });
    }

    /** For one replica. */
    static Store inMemory(
            AuditConfig config,
            EnvDigest digest,
            TrailListener trails,
            LimitListener limits,
            InstantSource clock,
            Timing timing) {
        AuditWriter trail = new AuditWriter(config, digest, trails, clock);
        MemoryLedger ledger = new MemoryLedger(trail, digest, clock, timing);
        return new Store(
                ledger,
                trail,
                ledger.log(),
                new CallerBuckets(limits, timing),
                () -> trail.recording() ? Optional.empty() : Optional.of("podgate.audit.file cannot be written"),
                trail);
    }

    /** For many. Ready without its database, which may come and go, but not before it was looked for. */
    static Store inPostgres(
            AgroalDataSource source,
            Runnable migration,
            AuditConfig config,
            EnvDigest digest,
            TrailListener trails,
            LimitListener limits,
            InstantSource clock,
            Timing timing) {
        Database database = new Database(source);
        PostgresLedger ledger = new PostgresLedger(database, migration, config, digest, trails, clock);
        return new Store(
                ledger,
                ledger.trail(),
                ledger.log(),
                new SharedLimits(database, ledger::reachable, new CallerBuckets(limits, timing), limits),
                () -> ledger.tried() ? Optional.empty() : Optional.of("the database has not been looked for yet"),
                ledger);
    }
}
