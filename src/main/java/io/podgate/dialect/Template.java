package io.podgate.dialect;

import io.podgate.endpoint.EndpointConfig;

/**
 * What {@code GET /templates/{id}} tells.
 *
 * @param container image, args, disk, ports, env and registry, as far as shown
 * @param serverless whether it is for serverless workers; RunPod refuses (422) to apply another one to an endpoint
 */
public record Template(EndpointConfig container, boolean serverless) {

    /** Reads v2's answer. */
    public static Template read(byte[] answer) throws GarbledAnswer {
        Answer template = Answer.read(answer);
        Known known = new Known();
        ContainerJson.read(known, template);
        return new Template(known.config(), template.flag("serverless").orElse(false));
    }
}
