package io.podgate.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The port for callers: {@code podgate.http.*}. */
@ConfigMapping(prefix = "podgate.http")
public interface HttpConfig {

    /** Requests under way at once; those above are sent away. */
    @WithDefault("1000")
    int maxInFlight();
}
