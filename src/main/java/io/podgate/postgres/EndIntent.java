package io.podgate.postgres;

import io.podgate.admission.Aftermath;
import io.podgate.admission.Closing;
import io.podgate.budget.Claim;
import io.podgate.trail.TrailRecord;
import java.util.Optional;
import java.util.function.Consumer;

/** Ends what was opened. */
final class EndIntent implements Operation {

    private final String endpointId;
    private final String decisionId;
    private final Closing closing;
    private final TrailRecord result;
    private final Pictures pictures;
    private final long token;
    private final Consumer<TrailRecord> waits;

    /**
     * Is made when the update has ended.
     *
     * @param result what is recorded, unless it is not known how it ended
     * @param token see {@link Pictures#ending}
     * @param waits takes the record where it has to wait
     */
    EndIntent(
            String endpointId,
            String decisionId,
            Closing closing,
            TrailRecord result,
            Pictures pictures,
            long token,
            Consumer<TrailRecord> waits) {
        this.endpointId = endpointId;
        this.decisionId = decisionId;
        this.closing = closing;
        this.result = result;
        this.pictures = pictures;
        this.token = token;
        this.waits = waits;
    }

    @Override
    public void ask(Needs needs) {
        needs.endpoint(endpointId);
        needs.records(decisionId);
    }

    /** Where it was settled meanwhile, by a read-back, that is its end. */
    @Override
    public void decide(Sheet sheet) {
        Optional<IntentRow> intent = sheet.intent(endpointId, decisionId);
        if (intent.isPresent()) {
            switch (closing) {
                case Closing.Stands(var claim) -> answered(sheet, intent.get(), claim);
                case Closing.NothingDone() -> sheet.release(intent.get());
                case Closing.NotKnown() -> sheet.leave(intent.get(), Aftermath.UNKNOWN);
                case Closing.NotKnownOfSeveral() -> sheet.leave(intent.get(), Aftermath.UNKNOWN_OF_SEVERAL);
                case Closing.MayLand(var applied) -> linger(sheet, intent.get(), applied);
            }
            pictures.ended(endpointId, token, sheet.word());
        }
        if (closing.isKnown() && !sheet.ended(decisionId)) {
            sheet.end(decisionId, result);
        }
    }

    private static void answered(Sheet sheet, IntentRow intent, Claim stands) {
        if (sheet.isContested(intent)) {
            sheet.stand(intent, stands);
        } else {
            sheet.settle(intent, stands);
        }
    }

    private static void linger(Sheet sheet, IntentRow intent, Optional<Claim> applied) {
        applied.ifPresentOrElse(claim -> sheet.stand(intent, claim), () -> sheet.leave(intent, Aftermath.MAY_LAND));
    }

    @Override
    public void committed() {}

    /** An end that is not known need not wait: the lease will be over, and the intent is found. */
    @Override
    public void failed(String why, boolean doubt) {
        if (closing.isKnown()) {
            waits.accept(result);
        }
    }
}
