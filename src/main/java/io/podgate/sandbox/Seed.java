package io.podgate.sandbox;

import io.podgate.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the sandbox's first state comes from, and what an endpoint is when little was said of it. */
final class Seed {

    private static final Set<String> V1_ONLY = Set.of("templateId", "userId", "version");
    private static final int FIRST_VERSION = 1;

    private Seed() {}

    static Holdings holdings() {
        Json.Obj account = resource("account.json");
        return new Holdings(
                Stock.read(resource("catalog.json")),
                Docs.objects(account, "templates"),
                Docs.objects(account, "networkVolumes"));
    }

    /** A believable fleet of three teams, and one endpoint that belongs to nobody. */
    static List<Hosted> fleet() {
        Json.Obj account = resource("account.json");
        return Docs.objects(account, "endpoints").stream().map(Seed::hosted).toList();
    }

    /** What the demo's endpoints have cost this month, USD by endpoint. */
    static Json.Obj spending() {
        return Docs.child(resource("account.json"), "spending");
    }

    /**
     * An endpoint from a v2 document, of which everything but the id may be left out; {@code templateId},
     * {@code userId} and {@code version} are v1's hidden facts.
     */
    static Hosted hosted(Json.Obj said) {
        String id = said.string("id").orElseThrow(() -> new IllegalArgumentException("an endpoint needs an id"));
        Json.Obj document = Docs.merge(defaults(id, said), Docs.keep(said, name -> !V1_ONLY.contains(name)));
        var hidden = new Hosted.Hidden(
                said.string("userId").orElse("user_2PyTJrLzeuwfZilRZ7JhCQDuSqo"),
                said.string("templateId"),
                Docs.integer(said, "version", FIRST_VERSION),
                List.of());
        return new Hosted(withNulls(document), hidden, List.of());
    }

    private static Json.Obj defaults(String id, Json.Obj said) {
        Json.Obj container = Docs.object(
                "id", id, "name", id, "type", "QUEUE", "image", "ghcr.io/acme/worker:1.0.0", "args", "", "disk", 20);
        boolean balanced = said.string("type").equals(Optional.of("LOAD_BALANCER"));
        boolean counting =
                balanced || Docs.child(said, "scaling").string("type").equals(Optional.of("REQUEST_COUNT"));
        Json.Obj scaling = counting
                ? Docs.object("type", "REQUEST_COUNT", "requestCount", 4)
                : Docs.object("type", "QUEUE_DELAY", "queueDelay", 4);
        Json.Obj compute = said.members().containsKey("cpu")
                ? Json.object()
                : Docs.object("gpu", Docs.object("pools", List.of("ADA_24"), "count", 1));
        Json.Obj running = Docs.object(
                "workers",
                Docs.object("min", 0, "max", 3, "idleTimeout", 5),
                "scaling",
                scaling,
                "dataCenterIds",
                List.of(),
                "networkVolumes",
                List.of(),
                "timeout",
                600_000,
                "flashboot",
                "OFF",
                "createdAt",
                "2026-06-01T12:00:00Z");
        Json.Obj exposed = Docs.object("ports", List.of(), "env", Json.object());
        return Docs.merge(Docs.merge(Docs.merge(container, exposed), compute), running);
    }

    /** Members whose absence the specification spells as null, which merging has removed. */
    private static Json.Obj withNulls(Json.Obj document) {
        Json.Obj whole = document.members().containsKey("registry") ? document : Docs.with(document, "registry", null);
        if (!whole.members().containsKey("gpu")) {
            return whole;
        }
        Json.Obj gpu = Docs.merge(Docs.object("count", 1, "allowedCudaVersions", List.of()), Docs.child(whole, "gpu"));
        return Docs.with(
                whole,
                "gpu",
                gpu.members().containsKey("minCudaVersion") ? gpu : Docs.with(gpu, "minCudaVersion", null));
    }

    private static Json.Obj resource(String name) {
        try (InputStream in = Seed.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return Docs.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Refusal e) {
            throw new IllegalStateException("the resource " + name + " is broken: " + e.detail(), e);
        }
    }
}
