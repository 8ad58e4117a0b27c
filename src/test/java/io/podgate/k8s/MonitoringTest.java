package io.podgate.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prometheus finds the service, and Grafana the dashboard. */
class MonitoringTest {

    @Test
    void the_management_port_of_the_service_is_scraped() throws IOException {
        var monitor =
                Kustomization.MONITORING.asItIs().the(ServiceMonitor.class).getSpec();
        var service = Kustomization.BASE.asItIs().the(Service.class);

        assertEquals(
                List.of("management"),
                monitor.getEndpoints().stream().map(Endpoint::getPort).toList());
        assertEquals(service.getMetadata().getLabels(), monitor.getSelector().getMatchLabels());
        assertEquals("podgate", service.getMetadata().getName(), "what the rules know as job");
    }

    @Test
    void grafana_is_given_the_dashboard_as_it_is() throws IOException, InterruptedException {
        var map = Kustomization.MONITORING.rendered().the(ConfigMap.class);

        assertEquals("1", map.getMetadata().getLabels().get("grafana_dashboard"));
        assertEquals(
                Map.of("podgate.json", Files.readString(Kustomization.MONITORING.path("dashboard.json"))),
                map.getData());
    }
}
