package io.podgate.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules of {@code k8s/monitoring/rules.yaml}, of which Prometheus itself reads the part below {@code spec}. */
public final class Alerts {

    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * One rule that alerts.
     *
     * @param runbook where its paragraph is: page and anchor
     */
    public record Alert(String name, String expression, String severity, String summary, String runbook) {}

    private Alerts() {}

    /** All of them, those that only record left out. */
    public static List<Alert> all() throws IOException {
        return rules().stream()
                .filter(rule -> rule.has("alert"))
                .map(rule -> new Alert(
                        rule.path("alert").asText(),
                        rule.path("expr").asText(),
                        rule.at("/labels/severity").asText(),
                        rule.at("/annotations/summary").asText(),
                        rule.at("/annotations/runbook_url").asText()))
                .toList();
    }

    /** The expressions of all rules. */
    public static List<String> expressions() throws IOException {
        return rules().stream().map(rule -> rule.path("expr").asText()).toList();
    }

    /** The names of what is recorded. */
    public static Set<String> recorded() throws IOException {
        return rules().stream()
                .filter(rule -> rule.has("record"))
                .map(rule -> rule.path("record").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Writes them where Prometheus reads them. */
    public static void write(Path file) throws IOException {
        Files.writeString(file, YAML.writeValueAsString(spec()));
    }

    private static List<JsonNode> rules() throws IOException {
        return spec().path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    private static JsonNode spec() throws IOException {
        return YAML.readTree(Kustomization.MONITORING.path("rules.yaml").toFile())
                .path("spec");
    }
}
