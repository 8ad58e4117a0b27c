package io.podgate.admission;

import io.podgate.endpoint.EndpointUpdate;
import io.podgate.policy.Caller;
import io.podgate.policy.Role;
import java.util.List;
import java.util.Optional;

/**
 * An update that somebody known asks for.
 *
 * @param decisionId names the decision that this will come to
 * @param traceId of the trace that the caller has it in, 32 hexadecimal digits
 * @param dialect {@code v1} or {@code v2}, as the caller speaks
 * @param warnings what reading the update already had to say
 * @param reason why, where a platform caller intervenes
 * @param fingerprint tells this update from any other under the same idempotency key; empty text without a key
 * @param precondition what the endpoint has to be for the update to make sense
 */
public record UpdateRequest(
        String decisionId,
        String requestId,
        Optional<String> traceId,
        Caller caller,
        String endpointId,
        String dialect,
        EndpointUpdate update,
        List<String> warnings,
        boolean dryRun,
        Optional<String> reason,
        Optional<IdempotencyKey> idempotencyKey,
        String fingerprint,
        Optional<Precondition> precondition,
        Deadline deadline) {

    /** Whether the platform asks, which may only shrink. */
    boolean isBrake() {
        return caller.role() == Role.PLATFORM;
    }
}
