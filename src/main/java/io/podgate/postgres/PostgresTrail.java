package io.podgate.postgres;

import io.podgate.admission.AuditTrail;
import io.podgate.admission.Decision;
import io.podgate.admission.Event;
import io.podgate.trail.DecisionRecord;
import io.podgate.trail.EventRecord;
import io.podgate.trail.LastPolicy;
import io.podgate.trail.TrailRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The trail in PostgreSQL, for what changes nothing of the ledger: its records are committed with the ledger's own. */
final class PostgresTrail implements AuditTrail {

    /** How far an answer may be ahead of its record. What would take longer is put down beside the database. */
    private static final Duration AHEAD = Duration.ofMillis(100);

    private final GroupCommit commits;
    private final Database database;
    private final DecisionRecord record;
    private final LastPolicy lastPolicy = new LastPolicy();
    private CompletableFuture<Void> policies = CompletableFuture.completedFuture(null);

    PostgresTrail(GroupCommit commits, Database database, DecisionRecord record) {
        this.commits = commits;
        this.database = database;
        this.record = record;
    }

    @Override
    public boolean recording() {
        return commits.presence().answers();
    }

    @Override
    public void record(Decision decision) {
        TrailRecord result = record.result(decision);
        if (commits.presence().keepsWaiting(AHEAD)) {
            Database.APART.execute(() -> commits.keepNow(result));
        } else {
            commits.submit(new Note(result, commits::keep));
        }
    }

    @Override
    public void record(Event event) {
        switch (event) {
            case Event.PolicyInForce policy -> {
                if (lastPolicy.isNews(policy)) {
                    recordUnlessSaid(policy);
                }
            }
            case Event.Settled settled -> {
                var _ = note(settled);
            }
            case Event.SignedIn signedIn -> {
                var _ = note(signedIn);
            }
            case Event.Frozen frozen -> {
                var _ = note(frozen);
            }
            case Event.LandedLate landed -> {
                var _ = note(landed);
            }
        }
    }

    /** One after the other, so that the last that the trail says is the last that was in force. */
    private synchronized void recordUnlessSaid(Event.PolicyInForce policy) {
        policies = policies.thenCompose(before -> unlessSaid(policy));
    }

    /** Another replica may have said it. Where the trail does not tell, it is said once more rather than not at all. */
    private CompletableFuture<Void> unlessSaid(Event.PolicyInForce policy) {
        return database.ask(connection ->
                        LedgerReads.lastPolicy(connection, policy.time().minus(LastPolicy.AGAIN)))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .subscribeAsCompletionStage()
                .thenCompose(last -> last.equals(Optional.of(policy.revision()))
                        ? CompletableFuture.completedFuture(null)
                        : note(policy));
    }

    private CompletableFuture<Void> note(Event event) {
        Note note = new Note(EventRecord.of(event), commits::keep);
        commits.submit(note);
        return note.done();
    }
}
