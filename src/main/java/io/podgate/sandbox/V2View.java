package io.podgate.sandbox;

import io.podgate.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Endpoints as v2 shows them. */
final class V2View {

    private V2View() {}

    static Json.Obj of(Hosted endpoint, Stock stock) {
        Json.Obj document = endpoint.document();
        Map<String, Json> members = new LinkedHashMap<>();
        for (String name : List.of("id", "name", "type")) {
            document.get(name).ifPresent(value -> members.put(name, value));
        }
        members.put("requestUrls", requestUrls(endpoint));
        document.members().forEach(members::putIfAbsent);
        members.computeIfPresent("gpu", (_, gpu) -> withoutEmptyExclusions(gpu));
        members.computeIfPresent("cpu", (_, _) -> cpus(document, stock));
        members.computeIfPresent("workers", (_, workers) -> workers(endpoint, workers));
        return new Json.Obj(members);
    }

    static boolean countsRequests(Json.Obj document) {
        return Docs.child(document, "scaling").string("type").equals(Optional.of("REQUEST_COUNT"));
    }

    private static Json withoutEmptyExclusions(Json gpu) {
        return gpu instanceof Json.Obj selection
                        && Docs.texts(selection, "excludedTypes").isEmpty()
                ? Docs.without(selection, "excludedTypes")
                : gpu;
    }

    private static Json cpus(Json.Obj document, Stock stock) {
        return Json.of(Docs.objects(document, "cpu").stream()
                .map(cpu -> Docs.with(cpu, "memory", CpuRules.memory(cpu, stock)))
                .toList());
    }

    /** The idle timeout means nothing to a queue that counts requests, and is not shown for one. */
    private static Json workers(Hosted endpoint, Json workers) {
        boolean idles = endpoint.balanced() || !countsRequests(endpoint.document());
        return idles || !(workers instanceof Json.Obj shown) ? workers : Docs.without(shown, "idleTimeout");
    }

    private static Json.Obj requestUrls(Hosted endpoint) {
        String id = endpoint.id();
        if (endpoint.balanced()) {
            String base = "https://" + id + ".api.runpod.ai";
            return Docs.object("base", base, "health", base + "/ping");
        }
        String base = "https://api.runpod.ai/v2/" + id;
        return Docs.object(
                "run", base + "/run",
                "runSync", base + "/runsync",
                "status", base + "/status/{job_id}",
                "stream", base + "/stream/{job_id}",
                "cancel", base + "/cancel/{job_id}",
                "retry", base + "/retry/{job_id}",
                "purgeQueue", base + "/purge-queue",
                "health", base + "/health");
    }
}
