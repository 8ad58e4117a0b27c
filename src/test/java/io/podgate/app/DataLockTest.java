package io.podgate.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One gateway a data directory. */
final class DataLockTest {

    @TempDir
    private Path directory;

    @Test
    void a_second_one_ends_its_start_in_one_line_until_the_first_is_gone() throws IOException {
        Path data = directory.resolve("data");
        DataLock first = DataLock.of(data);
        assertEquals(
                "podgate.data.dir: " + data
                        + " is another gateway's that is running; each needs a directory of its own",
                assertThrows(ConfigurationException.class, () -> DataLock.of(data))
                        .getMessage());
        DataLock.of(directory.resolve("another")).close();
        first.close();
        DataLock.of(data).close();
    }

    @Test
    void what_cannot_be_locked_stops_nobody() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        assertDoesNotThrow(() -> DataLock.of(file).close());
    }
}
