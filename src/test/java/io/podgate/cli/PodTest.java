package io.podgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pod of {@code k8s/base} asks of its policy before it starts. */
class PodTest {

    private static final Path BASE = Path.of("k8s/base");

    /** One directory with what the ConfigMap is made of. */
    @TempDir
    private Path directory;

    @Test
    void the_policy_that_is_shipped_passes() throws IOException {
        for (var file : List.of("policy.yaml", "policy.test.yaml")) {
            Files.copy(BASE.resolve(file), directory.resolve(file));
        }
        assertEquals(0, asked("check"));
        assertEquals(0, asked("test"));
    }

    @Test
    void a_policy_that_decides_otherwise_than_its_tests_say_does_not() throws IOException {
        Files.writeString(
                directory.resolve("policy.yaml"),
                Files.readString(BASE.resolve("policy.yaml"))
                        .replace("workersMax: {max: 10}", "workersMax: {max: 11}"));
        Files.copy(BASE.resolve("policy.test.yaml"), directory.resolve("policy.test.yaml"));
        assertEquals(0, asked("check"));
        assertEquals(1, asked("test"));
    }

    private int asked(String command) {
        return Podgate.commandLine().execute("policy", command, directory.toString());
    }
}
