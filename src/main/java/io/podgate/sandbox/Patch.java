package io.podgate.sandbox;

import java.time.Instant;

/** What an update asks for, read but not yet applied. */
@FunctionalInterface
interface Patch {

    /**
     * The endpoint afterwards.
     *
     * @throws Refusal where RunPod's rules forbid it for this endpoint
     */
    Hosted apply(Hosted current, Holdings holdings, Instant now) throws Refusal;
}
