package io.podgate.admission;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Answers an update whose idempotency key was used before. */
final class Replaying {

    private static final String APPLIED = "applied";

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

    /** How a request ends by what is remembered of its key. */
    sealed interface Ended {

        /** Not at all: it has no key, or nothing is remembered of it. */
        record Not() implements Ended {}

        /** So. */
        record Over(Outcome outcome) implements Ended {}

        /** As soon as the endpoint was looked at: others have changed it, and its variables may be theirs. */
        record LookAgain() implements Ended {}
    }

    /**
     * How the request ends by what is remembered of its key.
     *
     * @param current the endpoint as it stands, which lends the values of variables: they are remembered nowhere
     * @param fresh whether it was just read from RunPod itself
     */
    Uni<Ended> ending(Sighting current, boolean fresh) {
        if (request.idempotencyKey().isEmpty() || request.dryRun()) {
            return now(new Ended.Not());
        }
        return ledger.recall(request.idempotencyKey().get()).chain(remembered -> switch (remembered) {
            case Remembered.Nothing nothing -> now(new Ended.Not());
            case Remembered.Running(String fingerprint) ->
                now(new Ended.Over(same(fingerprint) ? new Outcome.InProgress() : new Outcome.KeyReused()));
            case Remembered.Ended ended ->
                same(ended.fingerprint())
                        ? replayed(ended, current, fresh)
                        : now(new Ended.Over(new Outcome.KeyReused()));
        });
    }

    private Uni<Ended> replayed(Remembered.Ended ended, Sighting current, boolean fresh) {
        Ended over = new Ended.Over(replayed(ended, current));
        return fresh || !ended.outcome().equals(APPLIED)
                ? now(over)
                : ledger.changedElsewhere(Set.of(request.endpointId()))
                        .map(changed -> changed.isEmpty() ? over : new Ended.LookAgain());
    }

    private static Uni<Ended> now(Ended ended) {
        return Uni.createFrom().item(ended);
    }

    private boolean same(String fingerprint) {
        return fingerprint.equals(request.fingerprint());
    }

    private Outcome replayed(Remembered.Ended ended, Sighting current) {
        Outcome first = switch (ended.outcome()) {
            case APPLIED ->
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
