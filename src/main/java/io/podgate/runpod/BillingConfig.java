package io.podgate.runpod;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What RunPod has billed: {@code podgate.billing.*}. */
@ConfigMapping(prefix = "podgate.billing")
public interface BillingConfig {

    /** How old the bills may be before growth is refused where a month is capped. */
    @WithDefault("6h")
    Duration maxAge();
}
