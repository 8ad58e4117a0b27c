package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the key comes from, and that it stays where it is. */
class RunpodKeyTest {

    @TempDir
    private Path directory = Path.of("");

    private static RunpodKey from(Path file) {
        return new RunpodKey(TestConfig.withKey(Optional.of("rpa_ENVIRONMENT"), Optional.of(file)));
    }

    private static String header(RunpodKey key) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        key.authorize(headers);
        return String.valueOf(headers.get(HttpHeaders.AUTHORIZATION));
    }

    @Test
    void from_the_environment() {
        RunpodKey key = new RunpodKey(TestConfig.withKey(Optional.of(" rpa_1\n"), Optional.empty()));
        assertTrue(key.present());
        assertEquals("Bearer rpa_1", header(key));
        assertEquals("RunpodKey[present]", key.toString());
    }

    @Test
    void nowhere() {
        RunpodKey key = new RunpodKey(TestConfig.withKey(Optional.empty(), Optional.empty()));
        assertFalse(key.present());
        assertEquals("podgate.runpod.api-key or podgate.runpod.api-key-file is missing", key.trouble());
        assertEquals("null", header(key));
        assertEquals("RunpodKey[missing]", key.toString());
    }

    @Test
    void a_file_wins_and_is_read_again_when_it_changes() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "rpa_1\n");
        RunpodKey key = from(file);
        assertEquals("Bearer rpa_1", header(key));
        Files.writeString(file, "rpa_2\n");
        key.refresh();
        assertEquals("Bearer rpa_2", header(key));
    }

    @Test
    void it_is_hidden_in_what_others_say_and_so_is_the_one_before() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "rpa_1");
        RunpodKey key = from(file);
        Files.writeString(file, "rpa_2");
        key.refresh();
        assertTrue(key.occursIn("Bearer rpa_1"));
        assertTrue(key.occursIn("rpa_2"));
        assertFalse(key.occursIn("rpa_3"));
        assertEquals("neither [hidden] nor [hidden] but rpa_3", key.hiddenIn("neither rpa_1 nor rpa_2 but rpa_3"));
    }

    @Test
    void a_mounted_secret_changes_behind_its_link() throws IOException {
        Files.createDirectories(directory.resolve("one"));
        Files.writeString(directory.resolve("one/key"), "rpa_1");
        Files.createDirectories(directory.resolve("two"));
        Files.writeString(directory.resolve("two/key"), "rpa_2");
        Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("one"));
        Path file = Files.createSymbolicLink(directory.resolve("key"), Path.of("..data/key"));
        RunpodKey key = from(file);
        assertEquals("Bearer rpa_1", header(key));
        Path next = Files.createSymbolicLink(directory.resolve("..next"), Path.of("two"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        key.refresh();
        assertEquals("Bearer rpa_2", header(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "rpa_1\nrpa_2", "rpä", "rpa\u0000"})
    void what_is_no_key_is_kept_out_and_not_shown(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "rpa_1");
        RunpodKey key = from(file);
        Files.writeString(file, content);
        key.refresh();
        assertEquals("Bearer rpa_1", header(key));
        assertEquals(
                "podgate.runpod.api-key-file does not hold a key: one line of visible ASCII is due", key.trouble());
    }

    @Test
    void a_file_that_goes_away_leaves_the_last_key_in_force() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "rpa_1");
        RunpodKey key = from(file);
        Files.delete(file);
        key.refresh();
        assertTrue(key.present());
        assertEquals("Bearer rpa_1", header(key));
        assertEquals("podgate.runpod.api-key-file " + file + " cannot be read", key.trouble());
    }

    @Test
    void a_file_that_comes_late_is_found() throws IOException {
        RunpodKey key = from(directory.resolve("key"));
        assertFalse(key.present());
        Files.writeString(directory.resolve("key"), "rpa_1");
        key.refresh();
        assertTrue(key.present());
    }
}
