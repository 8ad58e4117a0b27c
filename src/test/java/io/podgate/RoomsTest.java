package io.podgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.docs.Tables;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about the architecture shows the rooms and arrows that are kept. */
class RoomsTest {

    @Test
    void rooms_and_what_they_may_use() {
        Map<String, String> kept = new TreeMap<>();
        ArchitectureTest.ROOMS.forEach((room, others) -> kept.put(
                room, room.equals("app") ? "every room" : others.length == 0 ? "–" : String.join(", ", others)));
        Map<String, String> shown = new Tables("docs/architecture.md")
                .rows("rooms").stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(2)));
        assertEquals(kept, new TreeMap<>(shown));
    }
}
