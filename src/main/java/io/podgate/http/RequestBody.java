package io.podgate.http;

import io.podgate.admission.Deadline;
import io.podgate.admission.Outcome;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** Reads a body, and no more of it than is allowed, and no longer than the request may take. */
public final class RequestBody {

    static final int LIMIT = 64 * 1024;

    private RequestBody() {}

    /** What came. */
    public sealed interface Received {

        record Whole(Payload text) implements Received {}

        /** The rest of it is read by nobody. */
        record Unusable(Outcome.Refused why) implements Received {}
    }

    static Outcome.Refused tooLarge() {
        return tooLarge(LIMIT);
    }

    private static Outcome.Refused tooLarge(int limit) {
        return new Outcome.Refused(Outcome.Flaw.SIZE, "the body is larger than " + limit + " bytes");
    }

    static Uni<Received> read(RoutingContext context, Deadline deadline) {
        return read(context, deadline, LIMIT);
    }

    /**
     * Reads a body of at most so many bytes, by the deadline.
     *
     * @param limit the largest number of bytes
     */
    public static Uni<Received> read(RoutingContext context, Deadline deadline, int limit) {
        HttpServerRequest request = context.request();
        return Uni.createFrom().emitter(emitter -> {
            Buffer body = Buffer.buffer(512);
            long timer = context.vertx()
                    .setTimer(Math.max(1, deadline.remaining().toMillis()), fired -> {
                        abandon(context);
                        emitter.complete(incomplete("the body did not arrive in time"));
                    });
            emitter.onTermination(() -> context.vertx().cancelTimer(timer));
            request.handler(chunk -> {
                if (body.length() + chunk.length() > limit) {
                    abandon(context);
                    emitter.complete(new Received.Unusable(tooLarge(limit)));
                } else {
                    body.appendBuffer(chunk);
                }
            });
            request.exceptionHandler(broken -> emitter.complete(incomplete("the body broke off")));
            request.endHandler(end -> emitter.complete(new Received.Whole(Payload.of(body.getBytes()))));
            request.resume();
        });
    }

    /** Reads no further; whoever still sends is cut off once it has its answer. */
    private static void abandon(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.handler(null);
        request.pause();
        if (request.version() != HttpVersion.HTTP_2) {
            context.addEndHandler(end -> request.connection().close());
        }
    }

    private static Received incomplete(String why) {
        return new Received.Unusable(new Outcome.Refused(Outcome.Flaw.FORM, why));
    }
}
