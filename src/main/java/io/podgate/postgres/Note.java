package io.podgate.postgres;

import io.podgate.admission.Closing;
import io.podgate.trail.TrailRecord;
import java.util.Optional;
import java.util.function.Consumer;

/** Records what nothing was opened for. */
final class Note implements Operation {

    private final TrailRecord result;
    private final Consumer<TrailRecord> waits;
    private final Optional<Bypass> bypass;
    private final Optional<KeyRow> key;

    /**
     * An update that was sent without an intent.
     *
     * @param picture what was known of the endpoint, see {@link Pictures}
     * @param token what is known of it from now on
     */
    record Bypass(String endpointId, Closing closing, Pictures pictures, long picture, long token) {

        /** Believed where nobody has had a later word. */
        void decide(Sheet sheet) {
            sheet.overtake(endpointId);
            boolean latest = sheet.word(endpointId) <= pictures.word(endpointId, picture);
            closing.shown()
                    .filter(claim -> latest)
                    .ifPresentOrElse(
                            claim -> sheet.seed(endpointId, claim, sheet.word()), () -> sheet.touch(endpointId));
            if (latest) {
                pictures.ended(endpointId, token, sheet.word());
            }
        }
    }

    /**
     * A decision that forwarded nothing.
     *
     * @param waits takes the record where it has to wait
     */
    Note(TrailRecord result, Consumer<TrailRecord> waits) {
        this(result, waits, Optional.empty());
    }

    Note(TrailRecord result, Consumer<TrailRecord> waits, Optional<Bypass> bypass) {
        this.result = result;
        this.waits = waits;
        this.bypass = bypass;
        this.key = KeyRow.bypassing(result);
    }

    @Override
    public void ask(Needs needs) {
        bypass.ifPresent(sent -> needs.endpoint(sent.endpointId()));
        key.map(KeyRow::key).ifPresent(needs::key);
    }

    @Override
    public void decide(Sheet sheet) {
        sheet.record(result);
        bypass.ifPresent(sent -> sent.decide(sheet));
        key.ifPresent(sheet::rememberLate);
    }

    @Override
    public void committed() {}

    @Override
    public void failed(String why, boolean doubt) {
        waits.accept(result);
    }
}
