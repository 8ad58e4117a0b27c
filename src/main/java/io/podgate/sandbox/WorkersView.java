package io.podgate.sandbox;

import io.podgate.json.Json;
import java.time.Instant;
import java.util.List;

/** Workers as v2 shows them. */
final class WorkersView {

    private WorkersView() {}

    static Json.Obj of(Hosted endpoint, Stock stock, Instant now) {
        List<Workers.Worker> workers = Workers.of(endpoint, stock, now);
        long running = workers.stream().filter(Workers.Worker::busy).count();
        Json.Obj summary = Docs.object(
                "running",
                running,
                "idle",
                workers.size() - running,
                "initializing",
                0,
                "throttled",
                0,
                "unhealthy",
                0,
                "total",
                workers.size());
        return Docs.object(
                "endpointVersion", endpoint.hidden().version(),
                "summary", summary,
                "workers",
                        workers.stream().map(worker -> worker(worker, endpoint)).toList());
    }

    private static Json.Obj worker(Workers.Worker worker, Hosted endpoint) {
        boolean gpu = !endpoint.onCpu();
        return Docs.object(
                "id",
                worker.id(),
                "status",
                worker.busy() ? "RUNNING" : "IDLE",
                "isStale",
                worker.stale(),
                "version",
                worker.version(),
                "gpuCount",
                gpu ? Docs.integer(Docs.child(endpoint.document(), "gpu"), "count", 1) : 0,
                "image",
                endpoint.document().get("image"),
                "uptimeSeconds",
                worker.uptime().toSeconds(),
                "gpuTypeId",
                gpu ? worker.compute() : null,
                "dataCenterId",
                worker.dataCenter(),
                "startedAt",
                worker.startedAt().toString());
    }
}
