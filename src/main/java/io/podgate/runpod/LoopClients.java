package io.podgate.runpod;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP client for each event loop, with connections of its own: an exchange stays on the thread that asks for it.
 * One pool for all would hand out whichever connection is idle, and each exchange would have to wake another thread
 * twice.
 */
final class LoopClients {

    private final Vertx vertx;
    private final HttpClientOptions options;
    private final PoolOptions pool;
    private final HttpClient elsewhere;
    private final Map<Thread, HttpClient> byLoop = new ConcurrentHashMap<>();

    LoopClients(Vertx vertx, HttpClientOptions options, PoolOptions pool) {
        this.vertx = vertx;
        this.options = options;
        this.pool = pool;
        this.elsewhere = made();
    }

    /** The client of the event loop that this runs on; one for all other threads together. */
    HttpClient here() {
        return Context.isOnEventLoopThread()
                ? byLoop.computeIfAbsent(Thread.currentThread(), loop -> made())
                : elsewhere;
    }

    private HttpClient made() {
        return vertx.createHttpClient(options, pool);
    }

    void close() {
        elsewhere.close();
        byLoop.values().forEach(HttpClient::close);
    }
}
