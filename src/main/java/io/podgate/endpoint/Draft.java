package io.podgate.endpoint;

import java.util.List;
import java.util.Set;

/** An update made definite for one endpoint: what would stand afterwards and what would be sent for it. */
public sealed interface Draft {

    /**
     * Ready to be judged and sent.
     *
     * @param before the endpoint's configuration as RunPod shows it: unknown in mentioned fields that its answers do
     *     not show themselves, even where they can be inferred
     * @param after the endpoint's configuration with the update applied
     * @param body what would be sent to RunPod, in RunPod's dialect
     * @param written the fields that the body writes, restated exclusions and a template's settings included
     * @param fromTemplate fields that were not said but come from the template that was
     * @param restsOnCurrent whether the body repeats or completes something from the endpoint as it stands, so that a
     *     stale picture would do harm
     * @param warnings what the caller should know, one sentence each
     */
    record Ready(
            EndpointConfig before,
            EndpointConfig after,
            Payload body,
            Set<Field<?>> written,
            Set<Field<?>> fromTemplate,
            boolean restsOnCurrent,
            List<String> warnings)
            implements Draft {}

    /** RunPod's dialect cannot say it, or RunPod's own rules refuse it for this endpoint. Never empty. */
    record Refused(List<Violation> violations) implements Draft {}

    /** What the update needs is not known: a catalogue that has not been read yet. */
    record Unknowable(String missing) implements Draft {}
}
