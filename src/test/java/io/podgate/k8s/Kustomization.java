package io.podgate.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.podgate.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A directory of {@code k8s/}, as its files are and as kubectl renders it. */
record Kustomization(String name) {

    static final Kustomization BASE = new Kustomization("base");
    static final Kustomization REPLICAS = new Kustomization("replicas");
    static final Kustomization MONITORING = new Kustomization("monitoring");

    static Stream<Kustomization> all() {
        return Stream.of(BASE, REPLICAS, MONITORING);
    }

    Path directory() {
        return Path.of("k8s", name);
    }

    Path path(String file) {
        return directory().resolve(file);
    }

    /** The files of Kubernetes objects that {@code kustomization.yaml} names. */
    List<String> resources() throws IOException {
        return texts(read().path("resources"))
                .filter(resource -> resource.endsWith(".yaml"))
                .sorted()
                .toList();
    }

    /** The YAML files that hold Kubernetes objects: neither patches nor what goes into a ConfigMap. */
    List<String> files() throws IOException {
        Set<String> others = new HashSet<>(Set.of("kustomization.yaml"));
        read().path("patches").forEach(patch -> others.add(patch.path("path").asText()));
        read().path("configMapGenerator")
                .forEach(map -> texts(map.path("files")).forEach(others::add));
        try (var files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".yaml") && !others.contains(file))
                    .sorted()
                    .toList();
        }
    }

    private JsonNode read() throws IOException {
        return new YAMLMapper().readTree(path("kustomization.yaml").toFile());
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText);
    }

    Manifests asItIs() throws IOException {
        var yaml = new StringBuilder();
        for (var file : files()) {
            yaml.append("---\n").append(Files.readString(path(file)));
        }
        return Manifests.read(yaml.toString());
    }

    /** Needs kubectl. */
    Manifests rendered() throws IOException, InterruptedException {
        var kubectl = Programs.start(
                new ProcessBuilder("kubectl", "kustomize", directory().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT));
        try (var output = kubectl.inputReader()) {
            var yaml = output.readAllAsString();
            assertEquals(0, kubectl.waitFor());
            return Manifests.read(yaml);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
