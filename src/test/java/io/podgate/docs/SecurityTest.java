package io.podgate.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What stands against a threat is shown by tests that there are. */
class SecurityTest {

    @Test
    void each_threat_names_tests_that_exist() throws IOException {
        Set<String> tests = tests();
        for (var threat : new Tables("SECURITY.md").rows("threats")) {
            Set<String> named = new TreeSet<>(Arrays.asList(threat.get(3).split(", ", -1)));
            assertFalse(threat.get(2).isEmpty(), threat::toString);
            named.removeAll(tests);
            assertEquals(Set.of(), named, threat::toString);
        }
    }

    private static Set<String> tests() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java") || name.endsWith("IT.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
