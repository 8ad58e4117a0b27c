package io.podgate.postgres;

import io.podgate.admission.IdempotencyKey;
import io.podgate.json.Json;
import io.podgate.trail.Replay;
import io.podgate.trail.TrailRecord;
import java.util.Optional;

/** A key that stands for a decision from now on. */
record KeyRow(IdempotencyKey key, String fingerprint, String decisionId) {

    /** Of an update that was sent without an intent, which would have taken the key; empty where it has none. */
    static Optional<KeyRow> bypassing(TrailRecord result) {
        if (!result.has("bypassed") || !result.has("idempotency")) {
            return Optional.empty();
        }
        Json.Obj said = result.object();
        return Replay.key(said)
                .map(key -> new KeyRow(
                        key, Replay.fingerprint(said), said.string("decisionId").orElse("")));
    }
}
