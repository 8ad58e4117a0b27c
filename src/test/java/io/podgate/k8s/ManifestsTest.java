package io.podgate.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is in k8s/ is read twice: the files as they are, everywhere, and what {@code kubectl kustomize} makes of them
 * wherever kubectl is installed. In CI it has to be, so nothing is skipped there.
 */
class ManifestsTest {

    static Stream<Kustomization> all() {
        return Kustomization.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_file_reads_strictly_and_the_kustomization_names_it(Kustomization each) throws IOException {
        assertEquals(each.resources(), each.files());
        assertEquals(each.files().size(), each.asItIs().objects().size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_is_rendered_reads_strictly(Kustomization each) throws IOException, InterruptedException {
        assertFalse(each.rendered().objects().isEmpty());
    }

    @Test
    void the_base_carries_the_policy() throws IOException, InterruptedException {
        var policy = Kustomization.BASE.rendered().the(ConfigMap.class);

        assertEquals("podgate-policy", policy.getMetadata().getName());
        for (var file : List.of("policy.yaml", "policy.test.yaml")) {
            assertEquals(
                    Files.readString(Kustomization.BASE.path(file)),
                    policy.getData().get(file));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec: {replica: 1}",
                "spec: {replicas: one}",
                "spec: {replicas: 1, replicas: 1}",
                "metadata: {labels: {version: 1}}",
                "spec: {template: {spec: {containers: [{readOnlyRootFilesystem: true}]}}}",
            })
    void what_kubernetes_would_not_understand_is_refused(String mistake) {
        assertThrows(
                JsonProcessingException.class,
                () -> Manifests.read("apiVersion: apps/v1\nkind: Deployment\n" + mistake));
    }
}
