package io.podgate.postgres;

import io.podgate.admission.Unsettled;
import io.podgate.budget.Claim;
import io.podgate.trail.TrailRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Ends an intent by what a read-back showed. Where somebody was faster, nothing happens. */
final class SettleIntent implements Operation {

    private final Unsettled unsettled;
    private final String endpointId;
    private final String decisionId;
    private final Claim stands;
    private final TrailRecord result;
    private final Pictures pictures;
    private final long token;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    SettleIntent(Unsettled unsettled, Claim stands, TrailRecord result, Pictures pictures) {
        this.unsettled = unsettled;
        this.endpointId = unsettled.endpointId();
        this.decisionId = unsettled.decisionId();
        this.stands = stands;
        this.result = result;
        this.pictures = pictures;
        this.token = pictures.ending(endpointId);
    }

    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void ask(Needs needs) {
        needs.endpoint(endpointId);
        needs.records(decisionId);
    }

    /**
     * Where the endpoint has been updated since, it is not known which came first at RunPod: the larger of both is
     * taken until it is looked at again. Where it was overtaken since, what was seen does not tell: it is handed out
     * again. Where it has a result without having been ended, nobody heard that it was opened, and nothing was sent.
     */
    @Override
    public void decide(Sheet sheet) {
        Optional<IntentRow> open =
                sheet.intent(endpointId, decisionId).filter(intent -> intent.overtaken() == unsettled.overtaken());
        open.ifPresent(intent -> {
            boolean later = sheet.word(endpointId) > unsettled.word();
            sheet.settle(intent, later ? stands.max(sheet.stands(endpointId)) : stands);
            if (!later) {
                pictures.ended(endpointId, token, sheet.word());
            }
            if (!sheet.ended(decisionId)) {
                sheet.end(decisionId, result);
            } else if (!intent.aftermath().ended()) {
                sheet.free(decisionId);
            }
        });
    }

    @Override
    public void committed() {
        done.complete(null);
    }

    /** It will be handed out again. */
    @Override
    public void failed(String why, boolean doubt) {
        done.complete(null);
    }
}
