package io.podgate.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a deployment of Podgate must never be, however its manifests came about. */
final class Review {

    private static final Set<String> OUT = Set.of("UDP 53", "TCP 53", "TCP 443", "TCP 5432");

    private final Manifests manifests;
    private final List<String> complaints = new ArrayList<>();

    private Review(Manifests manifests) {
        this.manifests = manifests;
    }

    /** All that is wrong; empty where nothing is. */
    static List<String> of(Manifests manifests) {
        var review = new Review(manifests);
        manifests.all(Deployment.class).forEach(review::deployment);
        review.network();
        return review.complaints;
    }

    private void expect(boolean met, String otherwise) {
        if (!met) {
            complaints.add(otherwise);
        }
    }

    private void deployment(Deployment deployment) {
        var pod = deployment.getSpec().getTemplate().getSpec();
        if (store(pod).equals("memory")) {
            alone(deployment);
        } else {
            notSharing(pod);
        }
        pod(pod);
        containers(pod).forEach(this::container);
        pod.getContainers().forEach(this::probed);
    }

    private static String store(PodSpec pod) {
        return pod.getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getName().equals("PODGATE_STORE"))
                .map(EnvVar::getValue)
                .findFirst()
                .orElse("memory");
    }

    private void alone(Deployment deployment) {
        expect(
                Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1) <= 1,
                "replicas: the store memory is one replica's");
        expect(
                manifests.all(HorizontalPodAutoscaler.class).findAny().isEmpty(),
                "autoscaler: the store memory is one replica's");
        var strategy = deployment.getSpec().getStrategy();
        expect(
                strategy != null && "Recreate".equals(strategy.getType()),
                "strategy: a rollout must not have two replicas with the store memory");
    }

    private void notSharing(PodSpec pod) {
        expect(
                pod.getVolumes().stream().allMatch(volume -> volume.getPersistentVolumeClaim() == null),
                "volumes: replicas must not share a directory");
    }

    private void pod(PodSpec pod) {
        expect(Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), "no token of the cluster's is due");
        expect(
                Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC())
                        .noneMatch(Boolean.TRUE::equals),
                "nothing of the node's is shared");
        expect(pod.getVolumes().stream().map(Volume::getHostPath).allMatch(Objects::isNull), "no path of the node's");
        var security = pod.getSecurityContext();
        expect(security != null && Boolean.TRUE.equals(security.getRunAsNonRoot()), "not as root");
        expect(
                security != null
                        && security.getSeccompProfile() != null
                        && "RuntimeDefault".equals(security.getSeccompProfile().getType()),
                "seccomp: the runtime's profile");
    }

    private static Stream<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
    }

    private void container(Container container) {
        var name = container.getName() + ": ";
        var security = container.getSecurityContext();
        expect(
                security != null
                        && Boolean.FALSE.equals(security.getAllowPrivilegeEscalation())
                        && !Boolean.TRUE.equals(security.getPrivileged())
                        && !Boolean.FALSE.equals(security.getRunAsNonRoot())
                        && security.getSeccompProfile() == null,
                name + "no more rights than its pod");
        expect(
                security != null && Boolean.TRUE.equals(security.getReadOnlyRootFilesystem()),
                name + "a root file system that is only read");
        expect(
                security != null
                        && security.getCapabilities() != null
                        && security.getCapabilities().getDrop().equals(List.of("ALL"))
                        && security.getCapabilities().getAdd().isEmpty(),
                name + "no capabilities");
        var resources = container.getResources();
        expect(
                resources != null
                        && resources.getRequests().keySet().containsAll(Set.of("cpu", "memory"))
                        && resources.getLimits().containsKey("memory"),
                name + "resources");
    }

    private void probed(Container container) {
        expect(
                Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe())
                        .noneMatch(Objects::isNull),
                container.getName() + ": probes");
    }

    private void network() {
        var policies =
                manifests.all(NetworkPolicy.class).map(NetworkPolicy::getSpec).toList();
        expect(
                policies.stream().anyMatch(policy -> policy.getPolicyTypes().containsAll(Set.of("Ingress", "Egress"))),
                "network: closed in both directions");
        var out =
                policies.stream().flatMap(policy -> policy.getEgress().stream()).toList();
        expect(
                out.stream()
                        .noneMatch(rule ->
                                rule.getTo().isEmpty() || rule.getPorts().isEmpty()),
                "network: egress to anywhere");
        var ports = out.stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(Review::text)
                .collect(Collectors.toSet());
        expect(OUT.containsAll(ports), "network: egress to ports that nobody needs");
    }

    private static String text(NetworkPolicyPort port) {
        return port.getProtocol() + " "
                + (port.getPort() == null ? "any" : port.getPort().getValue());
    }
}
