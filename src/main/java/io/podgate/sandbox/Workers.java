package io.podgate.sandbox;

import io.podgate.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The workers that an endpoint would have. They are not kept but told from the endpoint: those that always run, one
 * where more may run, and for a minute after a release they still run what stood before it.
 */
final class Workers {

    private static final Duration ROLLOUT = Duration.ofMinutes(1);

    private Workers() {}

    /**
     * A worker.
     *
     * @param compute the card, or the CPU flavour
     */
    record Worker(
            String id,
            boolean busy,
            boolean stale,
            int version,
            String compute,
            String dataCenter,
            Instant startedAt,
            Duration uptime) {}

    static List<Worker> of(Hosted endpoint, Stock stock, Instant now) {
        Json.Obj limits = Docs.child(endpoint.document(), "workers");
        int min = Docs.integer(limits, "min", 0);
        int count = Math.min(Docs.integer(limits, "max", 0), Math.max(1, min));
        return IntStream.range(0, count)
                .mapToObj(i -> worker(i, endpoint, stock, now))
                .toList();
    }

    private static Worker worker(int i, Hosted endpoint, Stock stock, Instant now) {
        int version = endpoint.hidden().version();
        Optional<Release> latest = endpoint.releases().stream().findFirst();
        boolean stale =
                latest.map(release -> now.isBefore(release.at().plus(ROLLOUT))).orElse(false);
        Instant started = latest.filter(_ -> !stale).map(Release::at).orElseGet(() -> createdAt(endpoint, now));
        return new Worker(
                endpoint.id().substring(0, Math.min(6, endpoint.id().length())) + "w" + i,
                i == 0,
                stale,
                stale ? version - 1 : version,
                compute(endpoint, stock),
                dataCenter(endpoint),
                started,
                Duration.between(started, now));
    }

    private static Instant createdAt(Hosted endpoint, Instant now) {
        Instant created =
                endpoint.document().string("createdAt").map(Instant::parse).orElse(now);
        return created.isAfter(now) ? now : created;
    }

    private static String compute(Hosted endpoint, Stock stock) {
        if (endpoint.onCpu()) {
            return Docs.objects(endpoint.document(), "cpu")
                    .getFirst()
                    .string("id")
                    .orElse("");
        }
        return stock.eligible(Docs.child(endpoint.document(), "gpu")).stream()
                .findFirst()
                .orElse("");
    }

    private static String dataCenter(Hosted endpoint) {
        return Docs.texts(endpoint.document(), "dataCenterIds").stream()
                .findFirst()
                .orElse("EU-RO-1");
    }
}
