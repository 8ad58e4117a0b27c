package io.podgate.app;

import io.podgate.runpod.RunpodBeans;
import io.podgate.telemetry.AgeMetrics;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;

/** Tells the metrics where the ages of the pictures can be asked for. */
final class Ages {

    void register(@Observes StartupEvent event, AgeMetrics metrics, RunpodBeans runpod) {
        metrics.age("podgate.fleet.age.seconds", runpod::fleetListed);
        metrics.age("podgate.catalog.age.seconds", runpod::catalogRead);
    }
}
