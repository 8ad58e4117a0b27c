package io.podgate.console;

import io.podgate.endpoint.Payload;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a request to the console comes to. */
record Answer(int status, List<Map.Entry<String, String>> headers, Payload body) {

    static final String CACHE_CONTROL = "Cache-Control";

    /**
     * Nothing but the console's own files runs or is shown, nothing is sent or framed elsewhere; what is said inline is
     * dead text.
     */
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    /** A page. Rendered on a thread that may take its time. */
    static Answer page(int status, TemplateInstance page) {
        return new Answer(status, List.of(), Payload.of(page.render().getBytes(StandardCharsets.UTF_8)))
                .with("Content-Type", "text/html; charset=utf-8")
                .with(CACHE_CONTROL, "no-store");
    }

    /** Look there instead. */
    static Answer to(String location) {
        return new Answer(303, List.of(), Payload.empty())
                .with("Location", location)
                .with(CACHE_CONTROL, "no-store");
    }

    Answer with(String name, String value) {
        return new Answer(
                status,
                Stream.concat(headers.stream(), Stream.of(Map.entry(name, value)))
                        .toList(),
                body);
    }

    void send(HttpServerRequest to, String requestId) {
        HttpServerResponse response = to.response().setStatusCode(status);
        ALWAYS.forEach(response.headers()::add);
        response.headers().add("X-Request-Id", requestId);
        headers.forEach(header -> response.headers().add(header.getKey(), header.getValue()));
        if (to.method().equals(HttpMethod.HEAD)) {
            response.headers().set("Content-Length", String.valueOf(body.bytes().length));
            response.end();
        } else {
            response.end(Buffer.buffer(body.bytes()));
        }
    }
}
