package io.podgate.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the base promises beyond being well-formed. */
class BaseTest {

    private static final long LONGEST_REQUEST_SECONDS = 25;

    @Test
    void one_pod_at_a_time() throws IOException {
        var deployment = Kustomization.BASE.asItIs().the(Deployment.class).getSpec();
        var pod = pod();
        var container = container();

        assertEquals(1, deployment.getReplicas());
        assertEquals("Recreate", deployment.getStrategy().getType());
        assertEquals(false, pod.getEnableServiceLinks());
        assertEquals(
                Set.of("cpu", "memory"), container.getResources().getRequests().keySet());
        assertEquals(Set.of("memory"), container.getResources().getLimits().keySet());
    }

    @Test
    void a_policy_that_does_not_load_or_fails_its_tests_stops_the_rollout() throws IOException {
        var policy = container().getVolumeMounts().getFirst();
        var commands = new ArrayList<String>();
        for (var step : pod().getInitContainers()) {
            assertEquals(policy, step.getVolumeMounts().getFirst());
            assertEquals(container().getImage(), step.getImage());
            commands.add(String.join(" ", step.getArgs()));
        }

        assertEquals(
                List.of("policy check " + policy.getMountPath(), "policy test " + policy.getMountPath()), commands);
    }

    @Test
    void a_pod_that_is_told_to_stop_finishes_its_longest_request() throws IOException {
        var sleep = container().getLifecycle().getPreStop().getSleep().getSeconds();

        assertTrue(pod().getTerminationGracePeriodSeconds() > sleep + LONGEST_REQUEST_SECONDS);
    }

    @Test
    void probes_ask_the_management_port() throws IOException {
        var container = container();
        var asked = Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe())
                .map(Probe::getHttpGet)
                .toList();

        assertEquals(
                List.of("/q/health/started", "/q/health/ready", "/q/health/live"),
                asked.stream().map(HTTPGetAction::getPath).toList());
        assertTrue(
                asked.stream().allMatch(get -> "management".equals(get.getPort().getStrVal())));
    }

    @Test
    void every_name_leads_to_a_port_of_the_pod() throws IOException {
        var ports = container().getPorts().stream().map(ContainerPort::getName).toList();
        var service = Kustomization.BASE.asItIs().the(Service.class).getSpec().getPorts();

        assertEquals(List.of("http", "management"), ports);
        assertEquals(ports, service.stream().map(ServicePort::getName).toList());
        assertEquals(
                ports,
                service.stream().map(port -> port.getTargetPort().getStrVal()).toList());
    }

    @Test
    void every_selector_selects_the_pod() throws IOException {
        var base = Kustomization.BASE.asItIs();
        var labels =
                base.the(Deployment.class).getSpec().getTemplate().getMetadata().getLabels();

        assertEquals(labels, base.the(Deployment.class).getSpec().getSelector().getMatchLabels());
        assertEquals(labels, base.the(Service.class).getSpec().getSelector());
        assertEquals(labels, base.the(Service.class).getMetadata().getLabels());
        assertEquals(
                labels, base.the(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels());
    }

    @Test
    void policy_and_key_are_whole_directories_and_follow_their_sources() throws IOException {
        var mounts = container().getVolumeMounts();

        assertTrue(mounts.stream().allMatch(mount -> mount.getSubPath() == null));
        assertEquals(
                List.of("/etc/podgate/policy", "/etc/podgate/runpod", "/var/lib/podgate", "/tmp"),
                mounts.stream().map(VolumeMount::getMountPath).toList());
    }

    @Test
    void the_network_is_closed_but_for_callers_monitoring_names_and_https() throws IOException {
        var network = Kustomization.BASE.asItIs().the(NetworkPolicy.class).getSpec();
        var in = network.getIngress().stream().flatMap(rule -> rule.getPorts().stream());
        var out = network.getEgress().stream().flatMap(rule -> rule.getPorts().stream());

        assertEquals(List.of("Ingress", "Egress"), network.getPolicyTypes());
        assertEquals(
                List.of("TCP http", "TCP management"), in.map(BaseTest::text).toList());
        assertEquals(
                List.of("UDP 53", "TCP 53", "TCP 443"), out.map(BaseTest::text).toList());
        assertTrue(
                network.getIngress().stream().noneMatch(rule -> rule.getFrom().isEmpty()));
        assertTrue(network.getEgress().stream().noneMatch(rule -> rule.getTo().isEmpty()));
    }

    private static String text(NetworkPolicyPort port) {
        return port.getProtocol() + " " + port.getPort().getValue();
    }

    private static PodSpec pod() throws IOException {
        return Kustomization.BASE
                .asItIs()
                .the(Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static Container container() throws IOException {
        return pod().getContainers().getFirst();
    }
}
