package io.podgate.postgres;

import io.podgate.admission.Aftermath;
import io.podgate.budget.Claim;
import io.podgate.trail.DecisionRecord;
import io.podgate.trail.Reservation;
import io.podgate.trail.TrailRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Brings into the trail what had to wait for it: the result of an intent, which it ends, or the intent of an update
 * that was sent past the ledger, which it opens. What the endpoint takes was not kept with a result, so the most that
 * it may be is taken until RunPod is looked at again.
 */
final class Merge implements Operation {

    private final TrailRecord record;
    private final String decisionId;
    private final Optional<String> endpointId;
    private final Optional<KeyRow> key;
    private final Runnable stuck;
    private final Runnable impossible;

    /**
     * Knows what to do where it does not come through.
     *
     * @param stuck it may do so another time
     * @param impossible it never will
     */
    Merge(TrailRecord record, Runnable stuck, Runnable impossible) {
        this.record = record;
        this.decisionId = record.said("decisionId").orElse("");
        this.endpointId = record.said("endpointId");
        this.key = KeyRow.bypassing(record);
        this.stuck = stuck;
        this.impossible = impossible;
    }

    @Override
    public void ask(Needs needs) {
        endpointId.ifPresent(needs::endpoint);
        needs.records(decisionId);
        key.map(KeyRow::key).ifPresent(needs::key);
    }

    @Override
    public void decide(Sheet sheet) {
        if (!record.said("kind").equals(Optional.of(DecisionRecord.KIND))) {
            sheet.record(record);
        } else if (record.said("phase").equals(Optional.of(DecisionRecord.INTENT))) {
            begin(sheet);
        } else if (!sheet.ended(decisionId)) {
            end(sheet);
        }
    }

    private void begin(Sheet sheet) {
        if (!sheet.begun(decisionId)) {
            sheet.begin(decisionId, record);
        }
        if (!sheet.ended(decisionId)) {
            endpointId.ifPresent(
                    id -> Reservation.in(record.object()).ifPresent(reservation -> open(sheet, id, reservation)));
            key.ifPresent(sheet::rememberLate);
        }
    }

    /** Its forward is over at the latest when it was to be by the clock of whoever sent it. */
    private void open(Sheet sheet, String id, Reservation reservation) {
        if (sheet.intent(id, decisionId).isPresent()) {
            return;
        }
        Instant since = DecisionRecord.time(record.object()).orElse(sheet.now());
        Instant heldUntil = earlier(
                later(since.plus(reservation.holds()), sheet.now()), sheet.now().plus(reservation.holds()));
        Claim before = reservation.before().max(sheet.stands(id));
        IntentRow row = IntentRow.opened(
                decisionId,
                id,
                record.said("team"),
                before.max(reservation.after()),
                since,
                heldUntil,
                !sheet.intents(id).isEmpty(),
                reservation.mixed());
        sheet.reserve(row, before, reservation.after(), List.of());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void end(Sheet sheet) {
        endpointId.flatMap(id -> sheet.intent(id, decisionId)).ifPresent(intent -> {
            if (record.has(DecisionRecord.MAY_LAND)) {
                sheet.leave(intent, Aftermath.MAY_LAND);
            } else if (record.said("outcome").equals(Optional.of("applied"))) {
                sheet.settle(intent, intent.claim());
            } else {
                sheet.release(intent);
            }
        });
        key.ifPresent(sheet::rememberLate);
        sheet.end(decisionId, record);
    }

    @Override
    public void committed() {}

    @Override
    public void failed(String why, boolean doubt) {
        stuck.run();
    }

    @Override
    public void refused() {
        impossible.run();
    }
}
