package io.podgate.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Reads a body, and no more of it than is allowed. */
final class RequestBody {

    static final int LIMIT = 64 * 1024;

    private RequestBody() {}

    static Problem tooLarge() {
        return Problem.of(ProblemType.PAYLOAD_TOO_LARGE, "the body is larger than " + LIMIT + " bytes");
    }

    /** The whole body; empty where it is larger than {@link #LIMIT}. The rest of a larger one is read by nobody. */
    static Uni<Optional<byte[]>> read(HttpServerRequest request) {
        return Uni.createFrom().emitter(emitter -> {
            Buffer body = Buffer.buffer(512);
            request.handler(chunk -> {
                if (body.length() + chunk.length() > LIMIT) {
                    request.handler(null);
                    request.pause();
                    emitter.complete(Optional.empty());
                } else {
                    body.appendBuffer(chunk);
                }
            });
            request.exceptionHandler(emitter::fail);
            request.endHandler(end -> emitter.complete(Optional.of(body.getBytes())));
            request.resume();
        });
    }
}
