package io.podgate.sandbox;

import io.podgate.json.Json;
import java.time.Instant;
import java.util.List;

/** Releases as v2 shows them. */
final class ReleasesView {

    private ReleasesView() {}

    static Json.Obj of(Hosted endpoint, Stock stock, Instant now) {
        List<Workers.Worker> workers = Workers.of(endpoint, stock, now);
        long latest = workers.stream().filter(worker -> !worker.stale()).count();
        Json.Obj rollout = Docs.object(
                "inProgress",
                latest < workers.size(),
                "workersOnLatest",
                latest,
                "workersTotal",
                workers.size(),
                "percentOnLatest",
                workers.isEmpty() ? 0 : 100 * latest / workers.size());
        return Docs.object(
                "endpointVersion", endpoint.hidden().version(),
                "rollout", rollout,
                "releases",
                        endpoint.releases().stream()
                                .map(release -> release(release, endpoint, workers))
                                .toList());
    }

    private static Json.Obj release(Release release, Hosted endpoint, List<Workers.Worker> workers) {
        return Docs.object(
                "id",
                "rel_" + endpoint.id() + "_" + release.version(),
                "version",
                release.version(),
                "source",
                "MANUAL",
                "buildId",
                null,
                "createdByUserId",
                endpoint.hidden().userId(),
                "workerCount",
                workers.stream()
                        .filter(worker -> worker.version() == release.version())
                        .count(),
                "createdAt",
                release.at().toString(),
                "diff",
                release.diff());
    }
}
