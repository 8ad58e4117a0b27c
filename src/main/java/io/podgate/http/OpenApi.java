package io.podgate.http;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Serves operators the OpenAPI document as it is written. The framework's extension would read and render it at every
 * start, which takes a sixth of the CPU until the gateway is ready.
 */
@Singleton
final class OpenApi {

    void serve(@Observes ManagementInterface management) {
        management.router().get("/q/openapi").blockingHandler(OpenApi::answer);
    }

    private static void answer(RoutingContext context) {
        context.response().putHeader("Content-Type", "application/yaml").end(text());
    }

    private static Buffer text() {
        try (InputStream in = Objects.requireNonNull(OpenApi.class.getResourceAsStream("/META-INF/openapi.yaml"))) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading what the gateway is packed with", e);
        }
    }
}
