package io.podgate.admission;

import io.podgate.endpoint.Endpoint;

/** Hears of endpoints that changed without this gateway: in RunPod's console, or by RunPod itself. */
@FunctionalInterface
public interface FleetListener {

    void changedOutOfBand(Endpoint before, Endpoint after);
}
