package io.podgate.postgres;

import io.podgate.admission.Aftermath;
import io.podgate.trail.DecisionRecord;
import io.podgate.trail.TrailRecord;
import java.util.Optional;

/**
 * Brings into the trail what had to wait for it, and ends the intent that it is the result of. What the endpoint takes
 * was not kept with it, so the most that it may be is taken until RunPod is looked at again.
 */
final class Merge implements Operation {

    private final TrailRecord result;
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
    Merge(TrailRecord result, Runnable stuck, Runnable impossible) {
        this.result = result;
        this.decisionId = result.said("decisionId").orElse("");
        this.endpointId = result.said("endpointId");
        this.key = KeyRow.bypassing(result);
        this.stuck = stuck;
        this.impossible = impossible;
    }

    @Override
    public void ask(Needs needs) {
        endpointId.ifPresent(needs::endpoint);
        needs.result(decisionId);
        key.map(KeyRow::key).ifPresent(needs::key);
    }

    @Override
    public void decide(Sheet sheet) {
        if (!result.said("kind").equals(Optional.of(DecisionRecord.KIND))) {
            sheet.record(result);
        } else if (!sheet.ended(decisionId)) {
            end(sheet);
        }
    }

    private void end(Sheet sheet) {
        endpointId.ifPresent(id -> sheet.intent(id, decisionId)
                .ifPresentOrElse(
                        intent -> {
                            if (result.has(DecisionRecord.MAY_LAND)) {
                                sheet.leave(intent, Aftermath.MAY_LAND);
                            } else if (result.said("outcome").equals(Optional.of("applied"))) {
                                sheet.settle(intent, intent.claim());
                            } else {
                                sheet.release(intent);
                            }
                        },
                        () -> {
                            if (result.has("bypassed")) {
                                sheet.touch(id);
                                sheet.overtake(id);
                            }
                        }));
        key.ifPresent(sheet::rememberLate);
        sheet.end(decisionId, result);
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
