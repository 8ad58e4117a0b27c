package io.podgate.admission;

import io.podgate.endpoint.Payload;
import java.util.Optional;

/** What is known of an idempotency key. Kept for 24 hours. */
public sealed interface Remembered {

    /** It was never used, or nothing came of it. */
    record Nothing() implements Remembered {}

    /** The update is under way, or it is not settled what came of it. */
    record Running(String fingerprint) implements Remembered {}

    /**
     * The update has ended.
     *
     * @param decisionId of the first time
     * @param outcome its label
     * @param status RunPod's status where it refused
     * @param detail RunPod's or Podgate's own words where it did not succeed
     * @param text RunPod's answer where it succeeded, in RunPod's dialect, without values of variables; empty where it
     *     was settled by a read-back
     */
    record Ended(
            String fingerprint,
            String decisionId,
            String outcome,
            Optional<Integer> status,
            String detail,
            Optional<Payload> text)
            implements Remembered {}
}
