package io.podgate.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The kustomize base, as its files are and as kubectl renders it. */
final class Base {

    static final Path DIRECTORY = Path.of("k8s/base");

    private static final Set<String> NO_OBJECTS = Set.of("kustomization.yaml", "policy.yaml");

    private Base() {}

    /** The names of the files that hold Kubernetes objects. */
    static List<String> files() throws IOException {
        try (var files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !NO_OBJECTS.contains(name))
                    .sorted()
                    .toList();
        }
    }

    static Manifests asItIs() throws IOException {
        var yaml = new StringBuilder();
        for (var name : files()) {
            yaml.append("---\n").append(Files.readString(DIRECTORY.resolve(name)));
        }
        return Manifests.read(yaml.toString());
    }

    /** Needs kubectl: in CI its absence is a failure, elsewhere the test is reported as aborted. */
    static Manifests rendered() throws IOException, InterruptedException {
        Process kubectl;
        try {
            kubectl = new ProcessBuilder("kubectl", "kustomize", DIRECTORY.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException missing) {
            return System.getenv("CI") == null
                    ? abort("kubectl is not installed, so the base is not rendered here")
                    : fail("CI needs kubectl", missing);
        }
        try (var output = kubectl.inputReader()) {
            var yaml = output.readAllAsString();
            assertEquals(0, kubectl.waitFor());
            return Manifests.read(yaml);
        }
    }
}
