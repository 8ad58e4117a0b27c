package io.podgate.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shipped passes the review, and each thing that is made worse is found. */
class ReviewTest {

    @ParameterizedTest
    @MethodSource("shipped")
    void what_is_shipped_passes(Kustomization shipped) throws IOException, InterruptedException {
        assertEquals(List.of(), Review.of(shipped.rendered()));
    }

    static List<Kustomization> shipped() {
        return List.of(Kustomization.BASE, Kustomization.REPLICAS);
    }

    @Test
    void the_base_passes_where_it_cannot_be_rendered() throws IOException {
        assertEquals(List.of(), Review.of(Kustomization.BASE.asItIs()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void what_is_made_worse_is_found(String complaint, Consumer<Deployment> mistake) throws IOException {
        var base = Kustomization.BASE.asItIs();
        mistake.accept(base.the(Deployment.class));
        assertEquals(List.of(complaint), Review.of(base));
    }

    static List<Arguments> mistakes() {
        return List.of(
                mistake(
                        "replicas: the store memory is one replica's",
                        deployment -> deployment.getSpec().setReplicas(2)),
                mistake(
                        "strategy: a rollout must not have two replicas with the store memory",
                        deployment -> deployment.getSpec().setStrategy(null)),
                mistake(
                        "volumes: replicas must not share a directory",
                        deployment ->
                                container(deployment).getEnv().add(new EnvVar("PODGATE_STORE", "postgresql", null))),
                mistake(
                        "no token of the cluster's is due",
                        deployment -> pod(deployment).setAutomountServiceAccountToken(null)),
                mistake(
                        "nothing of the node's is shared",
                        deployment -> pod(deployment).setHostNetwork(true)),
                mistake(
                        "no path of the node's",
                        deployment -> pod(deployment)
                                .getVolumes()
                                .add(new VolumeBuilder()
                                        .withName("node")
                                        .withNewHostPath("/", null)
                                        .build())),
                mistake(
                        "not as root",
                        deployment -> pod(deployment).getSecurityContext().setRunAsNonRoot(null)),
                mistake(
                        "seccomp: the runtime's profile",
                        deployment -> pod(deployment).getSecurityContext().setSeccompProfile(null)),
                mistake(
                        "podgate: no more rights than its pod",
                        deployment -> container(deployment).getSecurityContext().setAllowPrivilegeEscalation(true)),
                mistake(
                        "podgate: a root file system that is only read",
                        deployment -> container(deployment).getSecurityContext().setReadOnlyRootFilesystem(null)),
                mistake(
                        "podgate: no capabilities",
                        deployment -> container(deployment)
                                .getSecurityContext()
                                .setCapabilities(new Capabilities(List.of("NET_ADMIN"), List.of("ALL")))),
                mistake(
                        "policy-check: no capabilities",
                        deployment -> pod(deployment)
                                .getInitContainers()
                                .getFirst()
                                .getSecurityContext()
                                .setCapabilities(null)),
                mistake(
                        "podgate: resources",
                        deployment ->
                                container(deployment).getResources().getLimits().clear()),
                mistake("podgate: probes", deployment -> container(deployment).setLivenessProbe(null)));
    }

    private static Arguments mistake(String complaint, Consumer<Deployment> mistake) {
        return Arguments.of(complaint, mistake);
    }

    @Test
    void an_autoscaler_before_a_store_of_one_replica_is_found() throws IOException {
        var objects = new ArrayList<HasMetadata>(Kustomization.BASE.asItIs().objects());
        objects.add(Kustomization.REPLICAS.asItIs().the(HorizontalPodAutoscaler.class));
        assertEquals(List.of("autoscaler: the store memory is one replica's"), Review.of(new Manifests(objects)));
    }

    @Test
    void an_open_network_is_found() throws IOException {
        var base = Kustomization.BASE.asItIs();
        base.the(NetworkPolicy.class).getSpec().getEgress().add(new NetworkPolicyEgressRule());
        assertEquals(List.of("network: egress to anywhere"), Review.of(base));
        base.the(NetworkPolicy.class).getSpec().setPolicyTypes(List.of("Ingress"));
        assertEquals(List.of("network: closed in both directions", "network: egress to anywhere"), Review.of(base));
    }

    @Test
    void a_port_that_nobody_needs_is_found() throws IOException {
        var base = Kustomization.BASE.asItIs();
        base.the(NetworkPolicy.class).getSpec().getEgress().stream()
                .filter(rule -> !rule.getPorts().isEmpty())
                .findFirst()
                .orElseThrow()
                .getPorts()
                .add(new NetworkPolicyPortBuilder()
                        .withProtocol("TCP")
                        .withNewPort(22)
                        .build());
        assertEquals(List.of("network: egress to ports that nobody needs"), Review.of(base));
    }

    private static PodSpec pod(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec();
    }

    private static Container container(Deployment deployment) {
        return pod(deployment).getContainers().getFirst();
    }
}
