package io.podgate.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.policy.Freeze;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreezeFileTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir
    Path dir;

    private Path file() {
        return dir.resolve("data").resolve("freeze.json");
    }

    private FreezeFile freezes(Instant now) {
        return new FreezeFile(file(), () -> now);
    }

    private static Freeze freeze(Optional<String> team, Optional<Instant> until) {
        return new Freeze(team, Freeze.Scope.ALL, "because \"ü\"", "oncall", NOW, until);
    }

    private static boolean now(Uni<Boolean> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void nothing_is_frozen_where_there_is_no_file() {
        assertEquals(Optional.of(List.of()), freezes(NOW).known());
    }

    @Test
    void what_is_frozen_outlives_the_process() {
        Freeze everybody = freeze(Optional.empty(), Optional.empty());
        Freeze team = freeze(Optional.of("vision"), Optional.of(NOW.plusSeconds(60)));
        FreezeFile freezes = freezes(NOW);
        assertTrue(now(freezes.set(everybody)));
        assertTrue(now(freezes.set(team)));
        FreezeFile next = freezes(NOW);
        assertEquals(List.of(everybody, team), next.inForce(NOW));
        assertEquals(List.of(everybody), next.of(Optional.of("lab"), NOW));
        assertEquals(List.of(everybody), next.inForce(NOW.plusSeconds(60)), "the other one is over");
        assertTrue(now(next.lift(Optional.empty())));
        assertEquals(List.of(team), freezes(NOW).inForce(NOW));
        assertTrue(now(next.lift(Optional.of("vision"))));
        assertTrue(now(next.lift(Optional.of("vision"))), "there is none any more");
        assertEquals(List.of(), freezes(NOW).inForce(NOW));
    }

    @Test
    void what_is_over_is_not_kept() throws IOException {
        now(freezes(NOW).set(freeze(Optional.of("vision"), Optional.of(NOW.plusSeconds(60)))));
        now(freezes(NOW.plusSeconds(60)).set(freeze(Optional.of("lab"), Optional.empty())));
        assertFalse(Files.readString(file()).contains("vision"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[{", "{}", "[5]", "[{\"scope\":\"some\",\"reason\":\"\",\"by\":\"\",\"since\":\"\"}]"})
    void where_it_cannot_be_read_everything_is_frozen_until_that_is_lifted(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
        FreezeFile freezes = freezes(NOW);
        assertEquals(1, freezes.of(Optional.of("anybody"), NOW).size());
        assertTrue(now(freezes.lift(Optional.empty())));
        assertEquals(List.of(), freezes(NOW).inForce(NOW));
    }

    @Test
    void where_it_cannot_be_written_nothing_changes_and_that_is_said() throws IOException {
        FreezeFile freezes = freezes(NOW);
        Files.writeString(file().getParent(), "a file where a directory is due");
        assertFalse(now(freezes.set(freeze(Optional.empty(), Optional.empty()))));
        assertEquals(List.of(), freezes.inForce(NOW));
    }
}
