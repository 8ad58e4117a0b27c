package io.podgate.dialect;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Payload;
import java.util.Optional;

/** One element of RunPod's list of endpoints. */
public sealed interface Listed {

    /** An endpoint and RunPod's own text of it. */
    record Shown(Endpoint endpoint, Payload text) implements Listed {}

    /**
     * What is no endpoint as the dialect has them.
     *
     * @param id where at least that can be told
     * @param why with the place in the list, which is nobody's business but the operators'
     */
    record Garbled(Optional<String> id, String why) implements Listed {}
}
