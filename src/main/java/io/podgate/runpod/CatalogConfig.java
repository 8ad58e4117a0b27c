package io.podgate.runpod;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The catalogue: {@code podgate.catalog.*}. */
@ConfigMapping(prefix = "podgate.catalog")
public interface CatalogConfig {

    /** How old the catalogue may be before growth that rests on it is refused. */
    @WithDefault("6h")
    Duration maxAge();
}
