package io.podgate.dialect;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Payload;

/** An endpoint and RunPod's own text of it. */
public record Listed(Endpoint endpoint, Payload text) {}
