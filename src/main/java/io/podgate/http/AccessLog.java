package io.podgate.http;

import io.quarkus.vertx.http.runtime.filters.accesslog.AccessLogHandler;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line on standard output for each request of a caller. What is answered in one turn of an event loop is written at
 * once: line by line, writing costs a tenth of what a read costs in all, and the loops wait for each other.
 */
@Singleton
final class AccessLog {

    private static final String PATTERN =
            "%h \"%r\" %s %b %Dms request=%{o,X-Request-Id} decision=%{o,Podgate-Decision-Id}";

    /** Of the turn that the thread is in; null where nothing has been answered in it. */
    private final ThreadLocal<@Nullable StringBuilder> turn = new ThreadLocal<>();

    private final HttpConfig config;
    private final InstantSource clock;

    AccessLog(HttpConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Before everything that could answer. */
    void open(@Observes Router router) {
        if (config.accessLog()) {
            router.route()
                    .order(Integer.MIN_VALUE)
                    .handler(new AccessLogHandler(
                            this::add, PATTERN, false, AccessLog.class.getClassLoader(), Optional.empty()));
        }
    }

    private void add(String line) {
        StringBuilder lines = turn.get();
        if (lines != null) {
            write(lines, line);
            return;
        }
        StringBuilder first = new StringBuilder(256);
        write(first, line);
        Context loop = Vertx.currentContext();
        if (loop == null || !loop.isEventLoopContext()) {
            print(first);
            return;
        }
        turn.set(first);
        loop.runOnContext(end -> {
            turn.remove();
            print(first);
        });
    }

    private void write(StringBuilder lines, String line) {
        lines.append(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .append(" access ")
                .append(line)
                .append('\n');
    }

    private static void print(StringBuilder lines) {
        System.out.writeBytes(lines.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
