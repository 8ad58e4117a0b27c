package io.podgate.policy;

import java.util.Optional;

/**
 * What is known of an endpoint that RunPod bills, be it there or gone.
 *
 * @param name its last; empty text where it was never known
 * @param team whose it was when it was last there; empty while it is there, as the policy says then, or where it was
 *     nobody's
 */
public record LastKnown(String name, Optional<String> team) {

    /** Of what was never seen. */
    public static final LastKnown NOTHING = new LastKnown("", Optional.empty());
}
