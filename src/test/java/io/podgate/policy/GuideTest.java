package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    void its_example_is_a_policy_without_errors_and_warnings(@TempDir Path directory) throws IOException {
        String guide = Files.readString(Path.of("docs/policy.md"));
        int begin = guide.indexOf("```yaml\n") + 8;
        Path file = directory.resolve("example.yaml");
        Files.writeString(file, guide.substring(begin, guide.indexOf("```", begin)));
        assertEquals(List.of(), PolicyCheck.check(file).errors());
        assertEquals(List.of(), PolicyCheck.check(file).warnings());
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
