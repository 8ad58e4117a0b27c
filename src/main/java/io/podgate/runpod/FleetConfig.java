package io.podgate.runpod;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The fleet's snapshot: {@code podgate.fleet.*}. */
@ConfigMapping(prefix = "podgate.fleet")
public interface FleetConfig {

    /** How often RunPod's endpoints are listed. */
    @WithDefault("30s")
    Duration refresh();

    /** How old the picture of an endpoint may be before growth is refused. */
    @WithDefault("5m")
    Duration maxAge();
}
