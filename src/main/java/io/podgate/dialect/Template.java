package io.podgate.dialect;

import io.podgate.endpoint.EndpointConfig;

/**
 * What {@code GET /templates/{id}} tells.
 *
 * @param container image, args, disk, ports, env and registry, as far as shown
 * @param serverless whether it is for serverless workers; another one is for no endpoint
 */
public record Template(EndpointConfig container, boolean serverless) {}
