package io.podgate.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.endpoint.Catalog;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of what stands before anybody has looked at it. */
class DriftWatchTest {

    private final World world = new World();
    private final DriftWatch watch = new DriftWatch(
            world,
            world,
            () -> Optional.of(world.policy),
            (id, errand) -> Uni.createFrom().item(List.of()),
            () -> World.NOW);

    private void look() {
        watch.look().await().atMost(Duration.ofSeconds(5));
    }

    @Test
    void nobody_says_that_all_is_well_before_the_catalogue_was_read() {
        Catalog catalog = world.catalog;
        world.withoutCatalog();
        world.snapshot = World.config(12);
        look();
        assertEquals(List.of(), watch.known());
        assertTrue(watch.awaited().orElseThrow().contains("RunPod's catalogue has not been read"));
        world.catalog = catalog;
        world.catalogKnown = true;
        look();
        assertEquals(
                List.of("limits.workersMax"),
                watch.known().stream().map(Deviation::rule).toList());
        assertEquals(Optional.empty(), watch.awaited());
    }
}
