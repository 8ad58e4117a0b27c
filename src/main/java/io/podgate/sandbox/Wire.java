package io.podgate.sandbox;

import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;

/** Puts answers on the wire, well or badly. */
final class Wire {

    private static final Duration ENDLESS_PAUSE = Duration.ofMillis(10);
    private static final Buffer BLANKS = Buffer.buffer(" ".repeat(8192));

    private final Vertx vertx;

    Wire(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Sends what RunPod would say. */
    void send(HttpServerRequest request, Reply reply) {
        head(request, reply).end(body(reply));
    }

    /** Sends the answer of a fault. {@link Answer.Status} and {@link Answer.Redirect} have become replies before. */
    void send(HttpServerRequest request, Reply reply, Answer answer) {
        Buffer body = body(reply);
        switch (answer) {
            case Answer.Truthful(), Answer.Status _, Answer.Redirect _ -> send(request, reply);
            case Answer.Reset() -> reset(request);
            case Answer.Silent() -> {}
            case Answer.Truncated() -> truncate(request, reply, body);
            case Answer.Garbage() ->
                head(request, reply).setStatusCode(200).end("<html>{\"id\": \"oops\", </html>\u0000");
            case Answer.WrongContentType(String type) ->
                head(request, reply).putHeader("content-type", type).end(body);
            case Answer.Drip(Duration pause) -> drip(head(request, reply), body, pause);
            case Answer.Endless() -> endless(chunked(request, reply), body);
            case Answer.Oversized(long bytes) -> oversized(chunked(request, reply), body, bytes);
            case Answer.Bomb(long bytes) -> bomb(head(request, reply), body, bytes);
        }
    }

    private static HttpServerResponse head(HttpServerRequest request, Reply reply) {
        HttpServerResponse response = request.response();
        response.setStatusCode(reply.status()).putHeader("content-type", reply.contentType());
        reply.headers().forEach(response::putHeader);
        return response;
    }

    private static HttpServerResponse chunked(HttpServerRequest request, Reply reply) {
        return head(request, reply).setChunked(true);
    }

    private static Buffer body(Reply reply) {
        return Buffer.buffer(reply.body().bytes());
    }

    /** Closes without lingering, which is what makes TCP send a reset. */
    private static void reset(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        request.connection().close();
    }

    private static void truncate(HttpServerRequest request, Reply reply, Buffer body) {
        head(request, reply)
                .putHeader("content-length", String.valueOf(body.length()))
                .write(body.slice(0, body.length() / 2))
                .onComplete(_ -> request.connection().close());
    }

    private void drip(HttpServerResponse response, Buffer body, Duration pause) {
        response.putHeader("content-length", String.valueOf(body.length()));
        int[] sent = {0};
        every(pause, response, timer -> {
            response.write(body.slice(sent[0], sent[0] + 1));
            if (++sent[0] == body.length()) {
                vertx.cancelTimer(timer);
                response.end();
            }
        });
    }

    private void endless(HttpServerResponse response, Buffer body) {
        response.write(body);
        every(ENDLESS_PAUSE, response, _ -> response.write(BLANKS));
    }

    private void every(Duration pause, HttpServerResponse response, LongConsumer step) {
        vertx.setPeriodic(Math.max(1, pause.toMillis()), timer -> {
            if (response.closed() || response.ended()) {
                vertx.cancelTimer(timer);
            } else {
                step.accept(timer);
            }
        });
    }

    private static void oversized(HttpServerResponse response, Buffer body, long bytes) {
        response.write(body);
        pad(response, bytes - body.length());
    }

    private static void pad(HttpServerResponse response, long missing) {
        long left = missing;
        while (left > 0 && !response.writeQueueFull() && !response.closed()) {
            response.write(BLANKS.slice(0, (int) Math.min(left, BLANKS.length())));
            left -= BLANKS.length();
        }
        long rest = left;
        if (response.closed()) {
            return;
        }
        if (rest > 0) {
            response.drainHandler(_ -> pad(response, rest));
        } else {
            response.end();
        }
    }

    private void bomb(HttpServerResponse response, Buffer body, long bytes) {
        response.putHeader("content-encoding", "gzip");
        vertx.executeBlocking(() -> compressed(body, bytes)).onSuccess(response::end);
    }

    private static Buffer compressed(Buffer body, long bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body.getBytes());
            for (long left = bytes - body.length(); left > 0; left -= BLANKS.length()) {
                gzip.write(BLANKS.getBytes(0, (int) Math.min(left, BLANKS.length())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
        return Buffer.buffer(out.toByteArray());
    }
}
