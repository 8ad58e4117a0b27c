package io.podgate.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podgate.endpoint.Field;
import io.podgate.policy.PolicySet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetMetricsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private double counted(String team) {
        return registry.get("podgate.out.of.band.changes")
                .tag("team", team)
                .counter()
                .count();
    }

    @Test
    void changes_that_were_not_ours_count_for_the_team_whose_endpoint_it_is(@TempDir Path dir) throws IOException {
        PolicySet policy = Policies.written(dir, "teams: [{name: vision, owns: [\"name:vision-*\"]}]\n");
        FleetMetrics metrics = new FleetMetrics(() -> Optional.of(policy), registry);
        metrics.changedOutOfBand(StillFleet.endpoint("e1", "vision-ocr", 2), Set.of(Field.WORKERS_MAX));
        metrics.changedOutOfBand(StillFleet.endpoint("e1", "vision-ocr", 0), Set.of(Field.WORKERS_MAX));
        metrics.changedOutOfBand(StillFleet.endpoint("e2", "playground", 2), Set.of(Field.WORKERS_MAX));
        assertEquals(2, counted("vision"));
        assertEquals(1, counted(""));
    }

    @Test
    void without_a_policy_everything_is_nobodys() {
        new FleetMetrics(Optional::empty, registry)
                .changedOutOfBand(StillFleet.endpoint("e1", "vision-ocr", 2), Set.of(Field.WORKERS_MAX));
        assertEquals(1, counted(""));
    }
}
