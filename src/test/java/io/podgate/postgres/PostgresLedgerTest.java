package io.podgate.postgres;

import io.agroal.api.AgroalDataSource;
import io.podgate.admission.AuditTrail;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Ledger;
import io.podgate.json.Json;
import io.podgate.ledger.LedgerContract;
import io.podgate.trail.TrailConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every ledger promises, and what the tables say of it. */
final class PostgresLedgerTest extends LedgerContract {

    @TempDir
    private Path directory;

    private final EnvDigest digest = new EnvDigest(() -> new byte[32]);
    private final AgroalDataSource source = Postgres.source(Postgres.shared().fresh());
    private final List<PostgresLedger> replicas = new ArrayList<>();

    @BeforeEach
    void begin() {
        restart();
    }

    @AfterEach
    void end() throws InterruptedException {
        for (PostgresLedger replica : replicas) {
            replica.close();
        }
        source.close();
    }

    @Override
    protected Ledger ledger() {
        return replicas.getLast();
    }

    @Override
    protected AuditTrail audit() {
        return replicas.getLast().trail();
    }

    @Override
    protected void restart() {
        PostgresLedger replica = new PostgresLedger(
                new Database(source), () -> {}, TrailConfig.in(directory), digest, records -> {}, clock);
        replicas.add(replica);
        await(replica::reachable);
    }

    @Override
    protected List<Json.Obj> trail() {
        return Postgres.rows(source, "SELECT text FROM trail ORDER BY chain, seq").stream()
                .map(Rows::object)
                .toList();
    }

    @Override
    protected void pass(Duration time) {
        super.pass(time);
        String seconds = time.toSeconds() + " s";
        Postgres.run(source, """
                UPDATE intent SET held_until = held_until - ?::interval, settles_at = settles_at - ?::interval,
                    taken_until = taken_until - ?::interval""", seconds, seconds, seconds);
        Postgres.run(source, "UPDATE idempotency_key SET expires_at = expires_at - ?::interval", seconds);
    }
}
