package io.podgate.runpod;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One HTTP exchange at a time with the one pinned address. Follows no redirect, asks for no compression, reads no more
 * than it was told to, and resets an exchange that nobody waits for any more.
 */
final class RunpodHttp {

    private static final int IDLE_SECONDS = 15;
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence ACCEPT =
            HttpHeaders.createOptimized("application/json, application/problem+json");
    private static final CharSequence AGENT = HttpHeaders.createOptimized("podgate");

    private final Vertx vertx;
    private final LoopClients clients;
    private final RunpodAddress address;
    private final RunpodKey key;

    RunpodHttp(Vertx vertx, RunpodAddress address, RunpodKey key, Duration connectTimeout, int connections) {
        this.vertx = vertx;
        this.address = address;
        this.key = key;
        this.clients = new LoopClients(
                vertx,
                new HttpClientOptions()
                        .setSsl(address.tls())
                        .setVerifyHost(true)
                        .setConnectTimeout((int) connectTimeout.toMillis())
                        .setIdleTimeout(IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setKeepAliveTimeout(IDLE_SECONDS)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /**
     * Fails with an {@link ExchangeFailure}. Cancelling resets the exchange.
     *
     * @param atMost from now to the last byte of the answer
     */
    Uni<Answer> send(Exchange exchange, Duration atMost) {
        if (!key.present()) {
            return Uni.createFrom().failure(new ExchangeFailure.NotSent("there is no key"));
        }
        return Uni.createFrom().emitter(emitter -> {
            Conversation conversation = new Conversation(vertx, atMost, emitter);
            clients.here()
                    .request(options(exchange))
                    .onFailure(conversation::failed)
                    .onSuccess(request -> {
                        if (conversation.connected(request)) {
                            write(request, exchange)
                                    .compose(response -> read(response, exchange))
                                    .onSuccess(conversation::answered)
                                    .onFailure(conversation::failed);
                        }
                    });
        });
    }

    private RequestOptions options(Exchange exchange) {
        return new RequestOptions()
                .setMethod(exchange.method())
                .setHost(address.host())
                .setPort(address.port())
                .setSsl(address.tls())
                .setURI(exchange.path());
    }

    private Future<HttpClientResponse> write(HttpClientRequest request, Exchange exchange) {
        request.setFollowRedirects(false);
        request.exceptionHandler(told -> {}); // the futures tell it as well
        request.putHeader(HttpHeaders.ACCEPT, ACCEPT).putHeader(HttpHeaders.USER_AGENT, AGENT);
        key.authorize(request.headers());
        return exchange.body()
                .map(body -> request.putHeader(HttpHeaders.CONTENT_TYPE, JSON).send(Buffer.buffer(body.bytes())))
                .orElseGet(request::send);
    }

    private Future<Answer> read(HttpClientResponse response, Exchange exchange) {
        Promise<Answer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() > exchange.maxAnswer()) {
                response.handler(null);
                promise.tryFail(
                        new ExchangeFailure.Cut("RunPod's answer is larger than " + exchange.maxAnswer() + " bytes"));
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(promise::tryFail);
        response.endHandler(end -> promise.tryComplete(
                withoutKey(new Answer(response.statusCode(), response.headers(), Payload.of(body.getBytes())))));
        return promise.future();
    }

    /**
     * RunPod might echo the key, and what it says of a refusal reaches callers, the log and the trail: headers with it
     * are dropped, in words it is hidden. A good answer is passed on as it is, byte by byte.
     */
    private Answer withoutKey(Answer answer) {
        MultiMap headers = answer.headers();
        if (headers.entries().stream().anyMatch(header -> key.occursIn(header.getValue()))) {
            headers = MultiMap.caseInsensitiveMultiMap();
            for (Map.Entry<String, String> header : answer.headers()) {
                if (!key.occursIn(header.getValue())) {
                    headers.add(header.getKey(), header.getValue());
                }
            }
        }
        return new Answer(answer.status(), headers, answer.good() ? answer.body() : hidden(answer.body()));
    }

    private Payload hidden(Payload body) {
        String text = new String(body.bytes(), ISO_8859_1); // each byte a character, whatever it means
        return key.occursIn(text) ? Payload.of(key.hiddenIn(text).getBytes(ISO_8859_1)) : body;
    }

    void close() {
        clients.close();
    }
}
