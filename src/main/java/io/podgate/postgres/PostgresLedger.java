package io.podgate.postgres;

import io.podgate.admission.AuditTrail;
import io.podgate.admission.Closing;
import io.podgate.admission.Deadline;
import io.podgate.admission.Decision;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.admission.Opening;
import io.podgate.admission.Probe;
import io.podgate.admission.Remembered;
import io.podgate.admission.TrailListener;
import io.podgate.admission.Unsettled;
import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.trail.AuditConfig;
import io.podgate.trail.DecisionRecord;
import io.podgate.trail.Home;
import io.podgate.trail.Spool;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The ledger in PostgreSQL, for many replicas. What changes goes through this replica's {@link GroupCommit}; what is
 * only read has a virtual thread and a connection of its own.
 */
public final class PostgresLedger implements Ledger, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PostgresLedger.class);

    /** What everything comes to is only shown; whether there is room is asked of the ledger again. */
    private static final Duration TOTALS = Duration.ofSeconds(1);

    private final GroupCommit commits;
    private final Database database;
    private final Upkeep upkeep;
    private final Asking asking;
    private final Settling settling;
    private final Seeding seeding;
    private final Together<Set<String>, Map<String, BigDecimal>> totals;
    private final DecisionRecord record;
    private final Pictures pictures = new Pictures();
    private final RecentKeys recent = new RecentKeys();
    private final AuditTrail trail;
    private final InstantSource clock;

    /**
     * Starts at once; the database may come later.
     *
     * @param migration brings the database up to its schema
     * @param config where records wait while the database is away, and how long they are kept
     */
    public PostgresLedger(
            Database database,
            Runnable migration,
            AuditConfig config,
            EnvDigest digest,
            TrailListener listener,
            InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.record = new DecisionRecord(digest);
        Spool spool = new Spool(Path.of(config.spool()), listener);
        takeOver(spool);
        this.commits = new GroupCommit(database, migration, spool, listener, clock).started();
        this.upkeep = new Upkeep(database, config.retain(), clock).started();
        this.asking = new Asking(database, commits.presence());
        this.settling = new Settling(asking, commits, new LedgerReads(digest), pictures, clock);
        this.totals = new Together<>(database, LedgerReads::totals);
        this.seeding = new Seeding(commits, pictures);
        this.trail = new PostgresTrail(commits, database, record);
    }

    private void takeOver(Spool spool) {
        try {
            recent.takeOver(spool.waiting());
        } catch (IOException e) {
            LOG.errorf("what waits for the trail cannot be read: %s", e.getMessage());
        }
    }

    @Override
    public boolean reachable() {
        return commits.presence().answers();
    }

    /** Whether it is known by now that the database is there, or that it is not. */
    public boolean tried() {
        return commits.presence().tried();
    }

    @Override
    public long picture(String endpointId) {
        return pictures.of(endpointId);
    }

    // --- updates ---

    @Override
    public Uni<Opening> open(Intent intent, Deadline deadline) {
        if (!reachable()) {
            return Uni.createFrom()
                    .item(new Opening.Unreachable(commits.presence().why()));
        }
        Duration left = deadline.remaining();
        OpenIntent open = new OpenIntent(
                intent,
                record.intent(intent),
                pictures,
                left.compareTo(Presence.PATIENCE) < 0 ? left : Presence.PATIENCE,
                this::drop);
        commits.submit(open);
        return Asking.answered(open.answer()).invoke(opening -> {
            if (opening instanceof Opening.Opened) {
                recent.begins(intent);
            }
        });
    }

    /** What only shrinks goes on past the ledger, so that its own end is the end of what was opened too late for it. */
    private void drop(OpenIntent open) {
        Intent intent = open.intent();
        if (intent.onlyShrinks()) {
            return;
        }
        commits.submit(new DropIntent(intent.endpointId(), intent.decisionId(), commits::retry));
    }

    @Override
    public void close(Intent intent, Closing closing, Decision decision) {
        if (closing.isKnown()) {
            recent.ends(intent, record.remembered(intent, decision));
        }
        commits.submit(new EndIntent(
                intent.endpointId(),
                intent.decisionId(),
                closing,
                closing instanceof Closing.MayLand
                        ? record.lingering(intent, decision)
                        : record.result(intent, decision),
                pictures,
                pictures.ending(intent.endpointId()),
                commits::keep));
    }

    @Override
    public Uni<Void> bypass(Intent intent) {
        recent.begins(intent);
        return Uni.createFrom()
                .item(record.intent(intent))
                .invoke(commits::keepNow)
                .replaceWithVoid()
                .runSubscriptionOn(Database.APART)
                .ifNoItem()
                .after(Presence.PATIENCE)
                .fail()
                .onFailure()
                .recoverWithNull()
                .emitOn(Home.here());
    }

    // --- what everything comes to ---

    @Override
    public Uni<Probe> probe(String endpointId, Claim before, Claim after, Collection<Demand> demands) {
        return asking.ask(
                connection -> new Probe.Told(LedgerReads.probe(connection, endpointId, before, after, demands)),
                new Probe.Unreachable(commits.presence().why()));
    }

    @Override
    public Uni<Optional<Map<String, BigDecimal>>> totals(Collection<String> lines) {
        return reachable()
                ? totals.ask(Set.copyOf(lines))
                        .map(Optional::of)
                        .ifNoItem()
                        .after(TOTALS)
                        .recoverWithItem(Optional.empty())
                        .onFailure()
                        .recoverWithItem(Optional.empty())
                : Uni.createFrom().item(Optional.empty());
    }

    @Override
    public boolean isAhead(String endpointId, long mark) {
        return pictures.isAhead(endpointId, mark);
    }

    @Override
    public Uni<Set<String>> changedElsewhere(Set<String> endpoints) {
        return asking.ask(connection -> LedgerReads.changedElsewhere(connection, endpoints, pictures), endpoints);
    }

    @Override
    public Uni<Set<String>> updatedElsewhere(Set<String> endpoints) {
        return asking.ask(connection -> LedgerReads.updatedElsewhere(connection, endpoints, pictures), endpoints);
    }

    @Override
    public Uni<Long> mark() {
        if (tried() && !reachable()) {
            return Uni.createFrom().item(Mark.NONE);
        }
        Mark mark = new Mark();
        CompletableFuture<Long> done = tried()
                ? mark.done().completeOnTimeout(Mark.NONE, Presence.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                : mark.done();
        commits.submit(mark);
        return Asking.answered(done);
    }

    @Override
    public Uni<Boolean> seed(Tally tally) {
        return asking.ask(connection -> seeding.seed(connection, tally), false);
    }

    // --- what is not known ---

    @Override
    public Uni<List<Unsettled>> unsettled() {
        return settling.due();
    }

    @Override
    public Uni<List<Unsettled>> unsettledOf(String id) {
        return settling.of(id);
    }

    @Override
    public Uni<Void> settle(Unsettled unsettled, boolean applied, Claim stands) {
        return settling.settle(unsettled, applied, stands);
    }

    @Override
    public Standing standing() {
        return commits.unsettleds().at(clock.instant());
    }

    /** The trail, which what is committed is written to. */
    public AuditTrail trail() {
        return trail;
    }

    /** What the trail says about decisions. */
    public DecisionLog log() {
        return new PostgresLog(database);
    }

    // --- keys ---

    @Override
    public Uni<Remembered> recall(IdempotencyKey key) {
        return asking.ask(connection -> LedgerReads.recall(connection, key), recent.of(key));
    }

    /** Finishes what is queued. */
    @Override
    public void close() throws InterruptedException {
        upkeep.close();
        commits.close();
    }
}
