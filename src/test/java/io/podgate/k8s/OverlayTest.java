package io.podgate.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the overlay for many replicas promises. */
class OverlayTest {

    @Test
    void they_remember_in_one_database_whose_password_is_in_no_manifest() throws IOException, InterruptedException {
        var rendered = Kustomization.REPLICAS.rendered();
        var pod = rendered.the(Deployment.class).getSpec().getTemplate().getSpec();
        var variables = pod.getContainers().getFirst().getEnv().stream()
                .collect(Collectors.toMap(EnvVar::getName, variable -> variable));

        assertEquals("postgresql", variables.get("PODGATE_STORE").getValue());
        for (var name : Set.of("JDBC_URL", "USERNAME", "PASSWORD")) {
            var variable = variables.get("QUARKUS_DATASOURCE_" + name);
            assertNull(variable.getValue());
            assertEquals(
                    "podgate-database",
                    variable.getValueFrom().getSecretKeyRef().getName());
        }
        assertEquals(List.of(), rendered.all(PersistentVolumeClaim.class).toList());
    }

    @Test
    void one_goes_only_when_another_has_come() throws IOException, InterruptedException {
        var deployment = Kustomization.REPLICAS.rendered().the(Deployment.class).getSpec();
        var rolling = deployment.getStrategy().getRollingUpdate();

        assertNull(deployment.getReplicas(), "the autoscaler's");
        assertEquals("RollingUpdate", deployment.getStrategy().getType());
        assertEquals(0, rolling.getMaxUnavailable().getIntVal());
        assertEquals(1, rolling.getMaxSurge().getIntVal());
    }

    @Test
    void they_stand_apart_and_are_drained_one_at_a_time() throws IOException, InterruptedException {
        var rendered = Kustomization.REPLICAS.rendered();
        var pods = rendered.the(Deployment.class).getSpec().getTemplate();
        var labels = pods.getMetadata().getLabels();
        var spread = pods.getSpec().getTopologySpreadConstraints();
        var disruption = rendered.the(PodDisruptionBudget.class).getSpec();

        assertEquals(
                List.of("kubernetes.io/hostname", "topology.kubernetes.io/zone"),
                spread.stream().map(TopologySpreadConstraint::getTopologyKey).toList());
        spread.forEach(each -> assertEquals(labels, each.getLabelSelector().getMatchLabels()));
        assertEquals(labels, disruption.getSelector().getMatchLabels());
        assertEquals(1, disruption.getMaxUnavailable().getIntVal());
    }

    @Test
    void there_are_never_fewer_than_two() throws IOException {
        var autoscaler = Kustomization.REPLICAS
                .asItIs()
                .the(HorizontalPodAutoscaler.class)
                .getSpec();
        var target = autoscaler.getScaleTargetRef();

        assertTrue(autoscaler.getMinReplicas() >= 2);
        assertEquals("Deployment podgate", target.getKind() + " " + target.getName());
    }

    @Test
    void the_network_leads_to_the_database_besides() throws IOException {
        var network = Kustomization.REPLICAS.asItIs().the(NetworkPolicy.class).getSpec();

        assertEquals(List.of("Egress"), network.getPolicyTypes());
        var out = network.getEgress().getFirst();
        assertEquals(5432, out.getPorts().getFirst().getPort().getIntVal());
        assertEquals(
                "true",
                out.getTo().getFirst().getNamespaceSelector().getMatchLabels().get("podgate.io/database"));
    }
}
