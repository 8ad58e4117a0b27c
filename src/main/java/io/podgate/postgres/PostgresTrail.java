package io.podgate.postgres;

import io.podgate.admission.AuditTrail;
import io.podgate.admission.Decision;
import io.podgate.admission.Event;
import io.podgate.trail.DecisionRecord;
import io.podgate.trail.EventRecord;
import io.podgate.trail.LastPolicy;
import java.util.Optional;

/** The trail in PostgreSQL, for what changes nothing of the ledger: its records are committed with the ledger's own. */
final class PostgresTrail implements AuditTrail {

    private final GroupCommit commits;
    private final Database database;
    private final DecisionRecord record;
    private final LastPolicy lastPolicy = new LastPolicy();

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
        commits.submit(new Note(record.result(decision), commits::keep));
    }

    @Override
    public void record(Event event) {
        switch (event) {
            case Event.PolicyInForce policy -> {
                if (lastPolicy.isNews(policy)) {
                    recordUnlessSaid(policy);
                }
            }
            case Event.Settled settled -> note(settled);
        }
    }

    /** Another replica may have said it. Where the trail does not tell, it is said once more rather than not at all. */
    private void recordUnlessSaid(Event.PolicyInForce policy) {
        database.ask(connection ->
                        LedgerReads.lastPolicy(connection, policy.time().minus(LastPolicy.AGAIN)))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .subscribe()
                .with(last -> {
                    if (!last.equals(Optional.of(policy.revision()))) {
                        note(policy);
                    }
                });
    }

    private void note(Event event) {
        commits.submit(new Note(EventRecord.of(event), commits::keep));
    }
}
