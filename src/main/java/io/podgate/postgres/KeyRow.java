package io.podgate.postgres;

import io.podgate.admission.IdempotencyKey;
import io.podgate.json.Json;
import io.podgate.trail.DecisionRecord;
import io.podgate.trail.Replay;
import io.podgate.trail.TrailRecord;
import java.util.Optional;

/** A key that stands for a decision from now on. */
record KeyRow(IdempotencyKey key, String fingerprint, String decisionId) {

    /** Of an update that was sent past the ledger, and could not take its key; empty where it has none. */
    static Optional<KeyRow> bypassing(TrailRecord record) {
        if (!record.has(DecisionRecord.BYPASSED) || !record.has("idempotency")) {
            return Optional.empty();
        }
        Json.Obj said = record.object();
        return Replay.key(said)
                .map(key -> new KeyRow(
                        key, Replay.fingerprint(said), said.string("decisionId").orElse("")));
    }
}
