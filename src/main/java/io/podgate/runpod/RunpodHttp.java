package io.podgate.runpod;

import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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

    private final LoopClients clients;
    private final RunpodAddress address;
    private final RunpodKey key;

    RunpodHttp(Vertx vertx, RunpodAddress address, RunpodKey key, Duration connectTimeout, int connections) {
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

    /** Fails with an {@link ExchangeFailure}. Cancelling resets the exchange. */
    Uni<Answer> send(Exchange exchange) {
        return Uni.createFrom().emitter(emitter -> {
            AtomicReference<@Nullable HttpClientRequest> under = new AtomicReference<>();
            emitter.onTermination(() -> {
                HttpClientRequest request = under.get();
                if (request != null) {
                    request.reset();
                }
            });
            clients.here()
                    .request(options(exchange))
                    .recover(failure -> Future.failedFuture(new ExchangeFailure.NotSent(brief(failure))))
                    .compose(request -> {
                        under.set(request);
                        return write(request, exchange)
                                .compose(response -> read(response, exchange))
                                .recover(failure -> Future.failedFuture(
                                        failure instanceof ExchangeFailure
                                                ? failure
                                                : new ExchangeFailure.Cut(brief(failure))));
                    })
                    .onComplete(done -> {
                        if (done.succeeded()) {
                            under.set(null);
                            emitter.complete(done.result());
                        } else {
                            emitter.fail(done.cause());
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
        request.putHeader(HttpHeaders.ACCEPT, ACCEPT).putHeader(HttpHeaders.USER_AGENT, AGENT);
        key.authorize(request);
        return exchange.body()
                .map(body -> request.putHeader(HttpHeaders.CONTENT_TYPE, JSON).send(Buffer.buffer(body.bytes())))
                .orElseGet(request::send);
    }

    private static Future<Answer> read(HttpClientResponse response, Exchange exchange) {
        Promise<Answer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() > exchange.maxAnswer()) {
                promise.tryFail(
                        new ExchangeFailure.Cut("RunPod's answer is larger than " + exchange.maxAnswer() + " bytes"));
                response.request().reset();
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(promise::tryFail);
        response.endHandler(end -> {
            Answer answer = new Answer(response.statusCode(), response.headers(), Payload.of(body.getBytes()));
            if (answer.status() >= 500) {
                promise.tryFail(new ExchangeFailure.ServerError(answer));
            } else {
                promise.tryComplete(answer);
            }
        });
        return promise.future();
    }

    private static String brief(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    void close() {
        clients.close();
    }
}
