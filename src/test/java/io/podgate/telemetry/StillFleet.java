package io.podgate.telemetry;

import io.podgate.admission.Errand;
import io.podgate.admission.Fleet;
import io.podgate.admission.Listing;
import io.podgate.admission.Noticeboard;
import io.podgate.admission.Reply;
import io.podgate.admission.Sighting;
import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Endpoints that are there because a test says so. */
final class StillFleet implements Fleet {

    final List<Sighting> all = new ArrayList<>();

    static Endpoint endpoint(String id, String name, int workersMax) {
        EndpointConfig config = EndpointConfig.builder()
                .set(Field.NAME, name)
                .set(Field.GPU_TYPES, new GpuSelection.Types(List.of("NVIDIA L4")))
                .set(Field.GPU_COUNT, 1)
                .set(Field.WORKERS_MAX, workersMax)
                .build();
        return new Endpoint(id, Optional.of(ComputeFamily.GPU), Optional.empty(), Optional.empty(), config);
    }

    void add(Endpoint endpoint) {
        all.add(new Sighting(endpoint, Payload.of(new byte[0]), Instant.EPOCH));
    }

    @Override
    public Collection<Sighting> all() {
        return all;
    }

    @Override
    public Optional<Sighting> known(String endpointId) {
        throw notAskedFor();
    }

    @Override
    public boolean recent(Sighting sighting) {
        throw notAskedFor();
    }

    @Override
    public Set<String> unread() {
        return Set.of();
    }

    @Override
    public boolean listedRecently() {
        throw notAskedFor();
    }

    @Override
    public Uni<Reply<Sighting>> fetch(String endpointId, Errand errand) {
        throw notAskedFor();
    }

    @Override
    public long version() {
        throw notAskedFor();
    }

    @Override
    public Optional<Instant> listed() {
        throw notAskedFor();
    }

    @Override
    public Uni<Reply<Listing>> refresh(Errand errand) {
        throw notAskedFor();
    }

    @Override
    public Optional<Listing> adopt(Noticeboard.Notice list, Predicate<String> ahead) {
        throw notAskedFor();
    }

    @Override
    public void saw(Sighting sighting) {
        throw notAskedFor();
    }

    private static AssertionError notAskedFor() {
        return new AssertionError("metrics only look");
    }
}
