package io.podgate.admission;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
import java.util.Set;

/** Hears of endpoints that changed without this gateway: in RunPod's console, or by RunPod itself. */
@FunctionalInterface
public interface FleetListener {

    /**
     * One did.
     *
     * @param now as it is since
     * @param fields what is another than before; never empty
     */
    void changedOutOfBand(Endpoint now, Set<Field<?>> fields);
}
