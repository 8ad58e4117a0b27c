package io.podgate.admission;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Answers an update whose idempotency key was used before. */
final class Replaying {

    private static final String OVERTAKEN =
            "no answer came, and another update of the endpoint was open at the same time, so that what RunPod"
                    + " shows does not tell which of them it took last";

    private final Ledger ledger;
    private final Runpod runpod;
    private final UpdateRequest request;

    Replaying(Ledger ledger, Runpod runpod, UpdateRequest request) {
        this.ledger = ledger;
        this.runpod = runpod;
        this.request = request;
    }

    /**
     * How the request ends by what is remembered of its key; empty where it has none, or nothing is.
     *
     * @param current the endpoint as it stands, which lends the values of variables: they are remembered nowhere
     */
    Uni<Optional<Outcome>> ending(Sighting current) {
        if (request.idempotencyKey().isEmpty() || request.dryRun()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return ledger.recall(request.idempotencyKey().get()).map(remembered -> switch (remembered) {
            case Remembered.Nothing nothing -> Optional.empty();
            case Remembered.Running(String fingerprint) ->
                Optional.of(same(fingerprint) ? new Outcome.InProgress() : new Outcome.KeyReused());
            case Remembered.Ended ended ->
                Optional.of(same(ended.fingerprint()) ? replayed(ended, current) : new Outcome.KeyReused());
        });
    }

    private boolean same(String fingerprint) {
        return fingerprint.equals(request.fingerprint());
    }

    private Outcome replayed(Remembered.Ended ended, Sighting current) {
        Outcome first = switch (ended.outcome()) {
            case "applied" ->
                new Outcome.Applied(ended.text()
                        .map(text -> runpod.withVariablesOf(text, current))
                        .orElse(current));
            case "unknown" -> new Outcome.Unknown(OVERTAKEN);
            case "rejected" -> new Outcome.Rejected(ended.status().orElseThrow(), ended.detail());
            default -> new Outcome.Failed(ended.detail());
        };
        return new Outcome.Replayed(ended.decisionId(), first);
    }
}
