package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.docs.Examples;
import io.podgate.docs.Tables;
import io.podgate.endpoint.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide to policies can be taken at its word. */
class GuideTest {

    @Test
    void its_examples_are_policies_without_errors_and_warnings(@TempDir Path directory) throws IOException {
        List<String> examples = Examples.yaml("docs/policy.md").stream()
                .filter(example -> example.contains("kind: PolicySet"))
                .toList();
        assertEquals(5, examples.size());
        for (String example : examples) {
            Path file = Files.writeString(directory.resolve("example.yaml"), example);
            assertEquals(List.of(), PolicyCheck.check(file).errors());
            assertEquals(List.of(), PolicyCheck.check(file).warnings());
        }
    }

    @Test
    void it_names_every_field() {
        TreeSet<String> named = new TreeSet<>();
        new Tables("docs/policy.md")
                .rows("fields")
                .forEach(row -> named.addAll(Arrays.asList(row.getFirst().split(", "))));
        TreeSet<String> fields = new TreeSet<>();
        Field.all().forEach(field -> fields.add(field.key()));
        assertEquals(fields, named);
    }
}
