package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.podgate.admission.LastNames;
import io.podgate.admission.Sighting;
import io.podgate.policy.LastKnown;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** By which name an endpoint is known, even when it is not there any more. */
class EndpointNamesTest {

    private static final YearMonth OCTOBER = YearMonth.parse("2026-10");
    private static final YearMonth NOVEMBER = YearMonth.parse("2026-11");

    private final Shelf shelf = new Shelf();
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private PolicySet policy = owning("*");
    private final EndpointNames names = new EndpointNames(shelf, () -> now);

    /** Keeps in memory, unless it is broken. */
    private static final class Shelf implements LastNames {
        private final Map<String, Seen> kept = new HashMap<>();
        private final List<Map<String, Seen>> writes = new ArrayList<>();
        private boolean broken;

        @Override
        public Map<String, Seen> recall() throws IOException {
            fail();
            return Map.copyOf(kept);
        }

        @Override
        public void keep(Map<String, Seen> changed, YearMonth oldest) throws IOException {
            fail();
            writes.add(changed);
            kept.putAll(changed);
            kept.values().removeIf(seen -> seen.month().isBefore(oldest));
        }

        private void fail() throws IOException {
            if (broken) {
                throw new IOException("the disk is full");
            }
        }
    }

    private void note(List<Sighting> fleet) {
        names.note(fleet, policy);
    }

    private static PolicySet owning(String names) {
        byte[] text = """
                apiVersion: podgate/v1
                kind: PolicySet
                teams: [{name: vision, owns: ["name:%s"]}]
                """.formatted(names).getBytes(StandardCharsets.UTF_8);
        return ((PolicyLoad.Loaded) PolicyLoader.load("policy.yaml", text)).policy();
    }

    private Optional<String> name(String id) {
        return known(id).map(LastKnown::name);
    }

    @Test
    void a_deleted_endpoint_is_known_by_its_last_name() {
        note(List.of(Sightings.named("a", "vision-old")));
        note(List.of(Sightings.named("a", "vision-ocr")));
        note(List.of());
        assertEquals(Optional.of("vision-ocr"), name("a"));
        assertEquals(Map.of("a", new LastNames.Seen("vision-ocr", Optional.of("vision"), NOVEMBER)), shelf.kept);
    }

    @Test
    void it_is_whose_it_was_when_it_went_and_the_policys_to_say_while_it_is_there() {
        note(List.of(Sightings.named("a", "vision-ocr")));
        assertEquals(Optional.of(new LastKnown("vision-ocr", Optional.empty())), known("a"));
        policy = owning("others-*");
        note(List.of());
        assertEquals(Optional.of(new LastKnown("vision-ocr", Optional.of("vision"))), known("a"));
    }

    @Test
    void while_it_is_there_it_is_whose_the_policy_says_each_time_that_another_is_in_force() {
        note(List.of(Sightings.named("a", "vision-ocr")));
        policy = owning("others-*");
        note(List.of(Sightings.named("a", "vision-ocr")));
        note(List.of());
        assertEquals(Optional.of(new LastKnown("vision-ocr", Optional.empty())), known("a"));
        policy = owning("*");
        note(List.of());
        note(List.of(Sightings.named("a", "vision-ocr")));
        note(List.of());
        assertEquals(Optional.of(new LastKnown("vision-ocr", Optional.of("vision"))), known("a"));
    }

    private Optional<LastKnown> known(String id) {
        return names.current().map(all -> all.get(id));
    }

    @Test
    void what_was_kept_is_known_after_a_restart() {
        shelf.kept.put("gone", new LastNames.Seen("vision-ocr", Optional.of("vision"), NOVEMBER));
        assertEquals(Optional.empty(), names.current());
        note(List.of());
        assertEquals(Optional.of("vision-ocr"), name("gone"));
    }

    @Test
    void nothing_is_written_and_nothing_is_another_object_where_nothing_changed() {
        note(List.of(Sightings.named("a", "x"), Sightings.named("b", "y")));
        Map<String, LastKnown> first = names.current().orElseThrow();
        note(List.of(Sightings.named("a", "x"), Sightings.named("b", "y")));
        assertSame(first, names.current().orElseThrow());
        assertEquals(1, shelf.writes.size());
    }

    @Test
    void only_what_is_new_is_kept() {
        note(List.of(Sightings.named("a", "x")));
        note(List.of(Sightings.named("a", "x"), Sightings.named("b", "y")));
        assertEquals(Map.of("b", new LastNames.Seen("y", Optional.of("vision"), NOVEMBER)), shelf.writes.getLast());
    }

    @Test
    void a_new_month_keeps_what_is_there_and_forgets_what_has_been_gone_for_a_month() {
        shelf.kept.put("long gone", new LastNames.Seen("x", Optional.of("vision"), OCTOBER));
        note(List.of(Sightings.named("a", "x"), Sightings.named("gone", "y")));
        now = Instant.parse("2026-12-01T00:00:00Z");
        note(List.of(Sightings.named("a", "x")));
        assertEquals(
                Map.of("a", new LastKnown("x", Optional.empty()), "gone", new LastKnown("y", Optional.of("vision"))),
                names.current().orElseThrow());
        assertEquals(
                Map.of(
                        "a", new LastNames.Seen("x", Optional.of("vision"), YearMonth.parse("2026-12")),
                        "gone", new LastNames.Seen("y", Optional.of("vision"), NOVEMBER)),
                shelf.kept);
    }

    @Test
    void a_store_that_cannot_be_read_is_asked_again_and_nothing_is_known_before() {
        shelf.kept.put("gone", new LastNames.Seen("vision-ocr", Optional.of("vision"), NOVEMBER));
        shelf.broken = true;
        note(List.of());
        assertEquals(Optional.empty(), names.current());
        shelf.broken = false;
        note(List.of());
        assertEquals(Optional.of("vision-ocr"), name("gone"));
    }

    @Test
    void what_could_not_be_kept_is_known_all_the_same_and_kept_later() {
        note(List.of());
        shelf.broken = true;
        note(List.of(Sightings.named("a", "x")));
        assertEquals(Optional.of("x"), name("a"));
        shelf.broken = false;
        note(List.of());
        assertEquals(Map.of("a", new LastNames.Seen("x", Optional.of("vision"), NOVEMBER)), shelf.kept);
    }
}
