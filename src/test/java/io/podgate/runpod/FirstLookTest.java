package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Errand;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is awaited until RunPod has been looked at once, well or badly. */
class FirstLookTest {

    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final Map<String, CompletableFuture<Answer>> asked = new HashMap<>();
    private Duration longest = Duration.ZERO;

    private final FleetSnapshot fleet = fleet("v2");
    private final LiveCatalog catalog = catalog("v2");
    private final Map<String, Integer> sent = new HashMap<>();
    private final FirstLook look = new FirstLook(fleet, catalog, AT_MOST, Waits.NONE);

    /** Answers when the test says so. */
    private Uni<Answer> send(Exchange exchange, Errand errand) {
        sent.merge(exchange.path(), 1, Integer::sum);
        longest = errand.deadline().remaining().compareTo(longest) > 0
                ? errand.deadline().remaining()
                : longest;
        return Uni.createFrom()
                .completionStage(asked.computeIfAbsent(exchange.path(), path -> new CompletableFuture<>()));
    }

    private Attempts attempts() {
        return new Attempts(this::send, 1, 0, Waits.SHORT, new Deaf());
    }

    private static RunpodAddress address(String dialect) {
        return RunpodAddress.of(URI.create("http://127.0.0.1:1/" + dialect));
    }

    private FleetSnapshot fleet(String dialect) {
        RunpodGateway reads = new RunpodGateway(address(dialect), attempts(), Clock.systemUTC(), Waits.NONE);
        return new FleetSnapshot(reads, reads.unreadable(), Duration.ofMinutes(5), Clock.systemUTC());
    }

    private LiveCatalog catalog(String dialect) {
        return new LiveCatalog(address(dialect), attempts(), Optional::empty, Duration.ofHours(6), Clock.systemUTC());
    }

    private void answers(String path, String body) {
        asked(path)
                .complete(new Answer(
                        200, MultiMap.caseInsensitiveMultiMap(), Payload.of(body.getBytes(StandardCharsets.UTF_8))));
    }

    private void fails(String path) {
        asked(path).completeExceptionally(new ExchangeFailure.TimedOut("no answer in time"));
    }

    private CompletableFuture<Answer> asked(String path) {
        return Optional.ofNullable(asked.get(path)).orElseThrow(() -> new AssertionError(path + " of " + asked));
    }

    @Test
    void each_is_awaited_until_it_has_been_read() {
        assertEquals(List.of("RunPod's endpoints", "RunPod's catalogue"), look.awaited());
        look.take().subscribe().with(done -> {});
        answers("/v2/serverless", "{\"endpoints\": []}");
        assertEquals(List.of("RunPod's catalogue"), look.awaited());
        answers("/v2/catalog/gpus", "{\"gpus\": []}");
        assertEquals(List.of("RunPod's catalogue"), look.awaited());
        answers("/v2/catalog/cpus", "{\"cpus\": []}");
        assertEquals(List.of(), look.awaited());
        assertTrue(fleet.listed().isPresent());
        assertTrue(catalog.read().isPresent());
    }

    @Test
    void a_RunPod_that_fails_is_not_awaited_for_ever() {
        look.take().subscribe().with(done -> {});
        asked.keySet().forEach(this::fails);
        assertEquals(List.of(), look.awaited());
        assertFalse(fleet.listed().isPresent());
        assertFalse(catalog.read().isPresent());
        assertTrue(longest.compareTo(AT_MOST) <= 0, () -> "had " + longest);
    }

    @Test
    void there_is_one_first_look() {
        look.take().subscribe().with(done -> {});
        asked.keySet().forEach(this::fails);
        asked.clear();
        look.take().subscribe().with(done -> {});
        assertEquals(Map.of(), asked);
    }

    @Test
    void one_that_is_under_way_is_not_begun_again() {
        look.take().subscribe().with(done -> {});
        look.take().subscribe().with(done -> {});
        assertEquals(Set.of(1), Set.copyOf(sent.values()));
    }

    @Test
    void v1_has_no_catalogue_to_wait_for() {
        FirstLook v1 = new FirstLook(fleet("v1"), catalog("v1"), AT_MOST, Waits.NONE);
        assertEquals(List.of("RunPod's endpoints"), v1.awaited());
        v1.take().subscribe().with(done -> {});
        answers("/v1/endpoints", "[]");
        assertEquals(List.of(), v1.awaited());
    }
}
