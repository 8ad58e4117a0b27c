package io.podgate.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.podgate.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each alert fires when it should and not when it should not, and there is somebody who knows what it means. */
class AlertsTest {

    private static final Path TESTS = Path.of("src/test/resources/alerts/alerts.yaml");
    private static final Path RUNBOOK = Path.of("docs/runbook.md");

    @TempDir
    private Path directory;

    @Test
    void prometheus_understands_them_and_they_fire_as_they_should() throws IOException, InterruptedException {
        Alerts.write(directory.resolve("rules.yaml"));
        Files.copy(TESTS, directory.resolve("alerts.yaml"));
        promtool("check", "rules", "rules.yaml");
        promtool("test", "rules", "alerts.yaml");
    }

    private void promtool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        var promtool = Programs.start(
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true));
        try (var output = promtool.inputReader()) {
            var said = output.readAllAsString();
            assertEquals(0, promtool.waitFor(), said);
        }
    }

    @Test
    void each_has_a_test_in_which_it_fires_and_in_which_it_does_not() throws IOException {
        Map<String, JsonNode> tests = new YAMLMapper()
                .readTree(TESTS.toFile())
                .path("tests")
                .valueStream()
                .collect(Collectors.toMap(test -> test.path("name").asText(), test -> test));
        for (var alert : Alerts.all()) {
            var moments = tests.get(alert.name()).path("promql_expr_test");
            assertTrue(moments.valueStream().anyMatch(moment -> fires(moment, alert.name())), alert.name());
            assertTrue(moments.valueStream().anyMatch(moment -> !fires(moment, alert.name())), alert.name());
        }
    }

    private static boolean fires(JsonNode moment, String alert) {
        return moment.path("exp_samples")
                .valueStream()
                .anyMatch(sample -> sample.path("labels").asText().contains("alertname=\"" + alert + "\""));
    }

    @Test
    void each_says_how_urgent_it_is_and_what_it_is() throws IOException {
        for (var alert : Alerts.all()) {
            assertTrue(Set.of("critical", "warning").contains(alert.severity()), alert.name());
            assertFalse(alert.summary().isEmpty(), alert.name());
        }
    }

    @Test
    void each_has_its_paragraph_in_the_runbook_and_each_paragraph_its_alert() throws IOException {
        Set<String> named = new TreeSet<>();
        for (var alert : Alerts.all()) {
            named.add(alert.runbook());
        }
        Set<String> written = Files.readAllLines(RUNBOOK).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> "docs/runbook.md#" + line.substring(4).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(written, named);
    }

    @Test
    void each_paragraph_answers_four_questions() throws IOException {
        for (var paragraph : Files.readString(RUNBOOK).split("(?m)^### ", -1)) {
            if (paragraph.startsWith("Podgate")) {
                for (var answer : Set.of("**Means**", "**Look at**", "**Do**", "**Is not**")) {
                    assertTrue(paragraph.contains("\n" + answer + " "), () -> answer + " in " + paragraph);
                }
            }
        }
    }
}
