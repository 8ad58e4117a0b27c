package io.podgate.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.podgate.admission.LastNames.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesFileTest {

    private static final YearMonth OCTOBER = YearMonth.parse("2026-10");
    private static final YearMonth NOVEMBER = YearMonth.parse("2026-11");

    @TempDir
    Path dir;

    private Path file() {
        return dir.resolve("data").resolve("names.json");
    }

    private NamesFile names() {
        return new NamesFile(file());
    }

    @Test
    void nothing_is_known_where_there_is_no_file() throws IOException {
        assertEquals(Map.of(), names().recall());
    }

    @Test
    void what_is_kept_outlives_the_process() throws IOException {
        NamesFile names = names();
        names.keep(Map.of("b", new Seen("batch \"ü\"", Optional.of("vision"), NOVEMBER)), OCTOBER);
        names.keep(Map.of("a", new Seen("vision-ocr", Optional.of("vision"), NOVEMBER)), OCTOBER);
        assertEquals(
                Map.of(
                        "a",
                        new Seen("vision-ocr", Optional.of("vision"), NOVEMBER),
                        "b",
                        new Seen("batch \"ü\"", Optional.of("vision"), NOVEMBER)),
                names().recall());
        assertFalse(Files.exists(dir.resolve("data").resolve("names.json.new")));
    }

    @Test
    void what_was_recalled_stays_when_more_is_kept() throws IOException {
        names().keep(Map.of("a", new Seen("vision-ocr", Optional.of("vision"), OCTOBER)), OCTOBER);
        NamesFile next = names();
        next.recall();
        next.keep(Map.of("b", new Seen("batch", Optional.of("vision"), NOVEMBER)), OCTOBER);
        assertEquals(2, names().recall().size());
    }

    @Test
    void the_later_name_wins_and_old_ones_are_forgotten() throws IOException {
        NamesFile names = names();
        names.keep(
                Map.of(
                        "a",
                        new Seen("old", Optional.of("vision"), OCTOBER),
                        "gone",
                        new Seen("gone", Optional.of("vision"), OCTOBER)),
                OCTOBER);
        names.keep(Map.of("a", new Seen("new", Optional.of("vision"), NOVEMBER)), NOVEMBER);
        assertEquals(Map.of("a", new Seen("new", Optional.of("vision"), NOVEMBER)), names().recall());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"a\":{\"name\":\"vision",
                "[]",
                "{\"a\":{\"name\":5,\"month\":\"2026-11\"}}",
                "{\"a\":{\"name\":\"x\",\"month\":\"soon\"}}"
            })
    void a_broken_file_is_set_aside_and_the_next_one_is_good(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
        NamesFile names = names();
        assertEquals(Map.of(), names.recall());
        assertEquals(text, Files.readString(dir.resolve("data").resolve("names.json.broken")));
        names.keep(Map.of("a", new Seen("vision-ocr", Optional.of("vision"), NOVEMBER)), OCTOBER);
        assertEquals(1, names().recall().size());
    }

    @Test
    void what_cannot_be_written_is_not_half_kept() throws IOException {
        Files.createDirectories(file());
        NamesFile names = names();
        assertThrows(
                IOException.class,
                () -> names.keep(Map.of("a", new Seen("x", Optional.of("vision"), NOVEMBER)), OCTOBER));
        Files.delete(file());
        names.keep(Map.of("b", new Seen("y", Optional.of("vision"), NOVEMBER)), OCTOBER);
        assertEquals(Map.of("b", new Seen("y", Optional.of("vision"), NOVEMBER)), names().recall());
    }
}
