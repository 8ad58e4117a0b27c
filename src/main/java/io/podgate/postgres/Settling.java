package io.podgate.postgres;

import io.podgate.admission.Unsettled;
import io.podgate.budget.Claim;
import io.podgate.json.Json;
import io.podgate.trail.DecisionRecord;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Hands out what nobody knows the end of, and closes it by what a read-back showed. */
final class Settling {

    private final Asking asking;
    private final GroupCommit commits;
    private final LedgerReads reads;
    private final Pictures pictures;
    private final InstantSource clock;

    Settling(Asking asking, GroupCommit commits, LedgerReads reads, Pictures pictures, InstantSource clock) {
        this.asking = asking;
        this.commits = commits;
        this.reads = reads;
        this.pictures = pictures;
        this.clock = clock;
    }

    Uni<List<Unsettled>> due() {
        return asking.ask(
                connection -> {
                    List<Unsettled> due = reads.due(connection);
                    commits.counted(Unsettleds.in(connection));
                    return due;
                },
                List.of());
    }

    /** @param id an endpoint's or a decision's */
    Uni<List<Unsettled>> of(String id) {
        return asking.ask(connection -> reads.of(connection, id), List.of());
    }

    Uni<Void> settle(Unsettled unsettled, boolean applied, Claim stands) {
        return asking.ask(
                        connection -> LedgerReads.intent(connection, unsettled.decisionId()),
                        Optional.<Json.Obj>empty())
                .chain(intent -> intent.map(known -> settle(unsettled, applied, stands, known))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> settle(Unsettled unsettled, boolean applied, Claim stands, Json.Obj intent) {
        SettleIntent settle = new SettleIntent(
                unsettled,
                stands,
                DecisionRecord.settled(intent, unsettled.ending(applied), clock.instant()),
                pictures);
        commits.submit(settle);
        return Asking.answered(settle.done());
    }
}
