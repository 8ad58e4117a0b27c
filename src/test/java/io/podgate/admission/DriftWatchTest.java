package io.podgate.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Release;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of what stands before anybody has looked at it, and by what it came to stand so. */
class DriftWatchTest {

    private final World world = new World();
    private final List<Release> releases = new ArrayList<>();
    private final List<Instant> asked = new ArrayList<>();
    private Instant now = World.NOW;
    private final DriftWatch watch = new DriftWatch(
            world,
            world,
            () -> Optional.of(world.policy),
            (id, moment, errand) -> {
                asked.add(moment);
                return Uni.createFrom().item(List.copyOf(releases));
            },
            () -> now);

    private void look() {
        watch.look().await().atMost(Duration.ofSeconds(5));
    }

    private void stands(EndpointConfig config, int release, String changed) {
        world.snapshot = config;
        world.version++;
        releases.addFirst(new Release(Optional.of((long) release), "MANUAL", Optional.empty(), now, Set.of(changed)));
    }

    /** Long enough for another question. */
    private void lookLater() {
        now = now.plusSeconds(10);
        look();
    }

    private Optional<Long> by() {
        return watch.known().getFirst().by().flatMap(Release::version);
    }

    @Test
    void by_is_the_last_release_that_changed_the_field_however_often_one_does() {
        look();
        stands(World.config(12), 1, "workers.max");
        lookLater();
        assertEquals(Optional.of(1L), by());
        stands(World.config(12).with(Field.IMAGE, "acme/ocr:2"), 2, "template.imageName");
        lookLater();
        assertEquals(Optional.of(1L), by());
        assertEquals(1, asked.size());
        stands(World.config(14), 3, "workers.max");
        lookLater();
        assertEquals(Optional.of(3L), by());
        assertEquals(List.of(World.NOW.plusSeconds(10), World.NOW.plusSeconds(30)), asked);
    }

    @Test
    void what_brought_it_once_is_not_said_of_what_it_has_become() {
        look();
        stands(World.config(12), 1, "workers.max");
        lookLater();
        for (int workers = 14; workers < 20; workers++) {
            stands(World.config(workers), workers, "workers.max");
            look();
            assertEquals(Optional.empty(), by());
        }
        Instant since = watch.known().getFirst().since();
        lookLater();
        assertEquals(Optional.of(19L), by());
        assertEquals(2, asked.size());
        assertEquals(since, watch.known().getFirst().since());
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
