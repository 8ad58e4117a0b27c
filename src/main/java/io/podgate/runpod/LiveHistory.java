package io.podgate.runpod;

import io.podgate.admission.EndpointReads;
import io.podgate.admission.EndpointReads.Freshness;
import io.podgate.admission.Errand;
import io.podgate.admission.History;
import io.podgate.admission.Reply;
import io.podgate.admission.Told;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.dialect.Releases;
import io.podgate.endpoint.Release;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** RunPod's releases, which a RunPod that speaks v1 does not tell. */
public record LiveHistory(EndpointReads reads, Dialect dialect) implements History {

    private static final Logger LOG = Logger.getLogger(LiveHistory.class);

    /** What others have asked lately will do where they did so after that moment. */
    @Override
    public Uni<List<Release>> of(String endpointId, Instant moment, Errand errand) {
        return dialect == Dialect.V2
                ? reads.releases(endpointId, Freshness.LATELY, errand)
                        .chain(reply -> isOlder(reply, moment)
                                ? reads.releases(endpointId, Freshness.NOW, errand)
                                : Uni.createFrom().item(reply))
                        .map(reply -> releases(endpointId, reply))
                : Uni.createFrom().item(List.of());
    }

    private static boolean isOlder(Reply<Told> reply, Instant moment) {
        return reply instanceof Reply.Answered<Told> answered
                && answered.value().asked().isBefore(moment);
    }

    private static List<Release> releases(String endpointId, Reply<Told> reply) {
        try {
            return reply instanceof Reply.Answered<Told> answered
                    ? Releases.read(answered.value().text().bytes())
                    : List.of();
        } catch (GarbledAnswer e) {
            LOG.warnf("RunPod's releases of endpoint %s cannot be read: %s", endpointId, e.getMessage());
            return List.of();
        }
    }
}
