package io.podgate.runpod;

import io.podgate.endpoint.Payload;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/**
 * One thing to ask of RunPod.
 *
 * @param operation its name in metrics
 * @param path absolute path, query included
 * @param maxAnswer how many bytes an answer may have
 */
record Exchange(String operation, HttpMethod method, String path, Optional<Payload> body, int maxAnswer) {

    static final int ONE = 1 << 20;
    static final int LIST = 16 << 20;

    static Exchange get(String operation, String path, int maxAnswer) {
        return new Exchange(operation, HttpMethod.GET, path, Optional.empty(), maxAnswer);
    }

    static Exchange patch(String path, Payload body) {
        return new Exchange("update", HttpMethod.PATCH, path, Optional.of(body), ONE);
    }

    /** Whether asking twice is as good as asking once. */
    boolean idempotent() {
        return method.equals(HttpMethod.GET);
    }
}
