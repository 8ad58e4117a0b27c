package io.podgate.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kustomize base is read twice: its files as they are, everywhere, and what {@code kubectl kustomize} makes of them
 * wherever kubectl is installed. In CI it has to be, so nothing is skipped there.
 */
class ManifestsTest {

    @Test
    void every_file_reads_strictly_and_the_kustomization_names_it() throws IOException {
        var named = new ArrayList<String>();
        new YAMLMapper()
                .readTree(Base.DIRECTORY.resolve("kustomization.yaml").toFile())
                .path("resources")
                .forEach(resource -> named.add(resource.asText()));

        assertEquals(Base.files(), named.stream().sorted().toList());
        assertEquals(named.size(), Base.asItIs().objects().size());
    }

    @Test
    void the_rendered_base_reads_strictly_and_carries_the_policy() throws IOException, InterruptedException {
        var rendered = Base.rendered();
        var policy = rendered.the(ConfigMap.class);

        assertEquals(Base.asItIs().objects().size() + 1, rendered.objects().size());
        assertEquals("podgate-policy", policy.getMetadata().getName());
        assertEquals(
                Files.readString(Base.DIRECTORY.resolve("policy.yaml")),
                policy.getData().get("policy.yaml"));
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
