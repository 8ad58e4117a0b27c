package io.podgate.postgres;

import java.util.function.Consumer;

/**
 * Takes back what was opened for nobody. What became of the decision is recorded by whoever was told that it could not
 * be opened. Where it was not opened after all, nothing happens.
 */
final class DropIntent implements Operation {

    private final String endpointId;
    private final String decisionId;
    private final Consumer<Operation> again;

    /** @param again takes it where it did not come through */
    DropIntent(String endpointId, String decisionId, Consumer<Operation> again) {
        this.endpointId = endpointId;
        this.decisionId = decisionId;
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
            sheet.free(decisionId);
        });
    }

    @Override
    public void committed() {}

    @Override
    public void failed(String why, boolean doubt) {
        again.accept(this);
    }
}
