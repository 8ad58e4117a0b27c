package io.podgate.postgres;

import io.podgate.trail.TrailRecord;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes back what was opened for nobody: nothing was sent. Where it was not opened after all, nothing happens. */
final class DropIntent implements Operation {

    private final String endpointId;
    private final String decisionId;
    private final Supplier<TrailRecord> result;
    private final Consumer<Operation> again;

    /**
     * Knows what to record, should it have to.
     *
     * @param again takes it where it did not come through
     */
    DropIntent(String endpointId, String decisionId, Supplier<TrailRecord> result, Consumer<Operation> again) {
        this.endpointId = endpointId;
        this.decisionId = decisionId;
        this.result = result;
        this.again = again;
    }

    @Override
    public void ask(Needs needs) {
        needs.endpoint(endpointId);
    }

    @Override
    public void decide(Sheet sheet) {
        sheet.intent(endpointId, decisionId).ifPresent(intent -> {
            sheet.release(intent);
            sheet.end(decisionId, result.get());
        });
    }

    @Override
    public void committed() {}

    @Override
    public void failed(String why, boolean doubt) {
        again.accept(this);
    }
}
