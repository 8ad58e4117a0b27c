package io.podgate.runpod;

import io.podgate.endpoint.Payload;
import io.vertx.core.MultiMap;
import java.util.Optional;

/** What RunPod answered, whatever it was. */
record Answer(int status, MultiMap headers, Payload body) {

    boolean good() {
        return status >= 200 && status < 300;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> requestId() {
        return header("x-request-id")
                .filter(id -> id.length() <= 128 && id.chars().allMatch(c -> c > ' ' && c < 127));
    }
}
