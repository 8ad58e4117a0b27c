package io.podgate.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets requests in: the retired dialect, the key, the quota, the route, and then the {@link Play}. */
final class Door {

    private final Face face;
    private final String apiKey;
    private final Quota quota;
    private final Journal journal;
    private final Play play;
    private final Wire wire;

    Door(Face face, SandboxOptions options, World world, Faults faults, Journal journal, Vertx vertx) {
        this.face = face;
        this.apiKey = options.apiKey();
        this.quota = new Quota(face.countsRequests() ? options.quota() : List.of(), options.clock());
        this.journal = journal;
        this.wire = new Wire(vertx);
        this.play = new Play(face, world, faults, journal, wire, vertx);
    }

    void enter(HttpServerRequest request, Buffer body) {
        boolean authorised = authorised(request);
        long visit = journal.begin(
                request.method().name(), request.uri(), body.toString(StandardCharsets.UTF_8), authorised);
        Map<String, String> headers = new LinkedHashMap<>(face.requestHeaders());
        Optional<Reply> refused = foreign(request.path()).or(() -> authorised ? counted(headers) : unauthorised());
        if (refused.isPresent()) {
            answer(request, visit, refused.get().with(headers));
            return;
        }
        String path = request.path().substring(face.base().length());
        switch (Route.find(face.routes(), request.method().name(), path)) {
            case Route.Found.Way way -> play.perform(new Play.Scene(request, way, body, visit, Map.copyOf(headers)));
            case Route.Found.WrongMethod(String allow) ->
                answer(
                        request,
                        visit,
                        face.refuse(405, "The requested method is not allowed for this path.")
                                .with(headers)
                                .with("Allow", allow));
            case Route.Found.Nowhere() ->
                answer(request, visit, face.refuse(404, "resource not found").with(headers));
        }
    }

    private void answer(HttpServerRequest request, long visit, Reply reply) {
        journal.answered(visit, reply.status());
        wire.send(request, reply);
    }

    /** The other dialect's paths: v1 is retired where v2 is spoken, and v2 did not exist in v1's days. */
    private Optional<Reply> foreign(String path) {
        if (path.startsWith(face.base() + "/")) {
            return Optional.empty();
        }
        return Optional.of(face.retired(path).orElseGet(() -> face.refuse(404, "resource not found")));
    }

    private Optional<Reply> unauthorised() {
        return Optional.of(face.refuse(401, "missing or invalid bearer token"));
    }

    private Optional<Reply> counted(Map<String, String> headers) {
        Quota.State state = quota.take();
        headers.putAll(face.quotaHeaders(state));
        if (state.admitted()) {
            return Optional.empty();
        }
        headers.put(
                "Retry-After",
                String.valueOf(state.retryAfter().orElse(Duration.ofMinutes(1).toSeconds())));
        return Optional.of(face.refuse(429, "rate limit exceeded for the " + state.exhausted() + " window"));
    }

    private boolean authorised(HttpServerRequest request) {
        String said = request.getHeader("authorization");
        return said != null
                && MessageDigest.isEqual(
                        said.getBytes(StandardCharsets.UTF_8), ("Bearer " + apiKey).getBytes(StandardCharsets.UTF_8));
    }
}
