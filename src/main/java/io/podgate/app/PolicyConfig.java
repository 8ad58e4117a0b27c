package io.podgate.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where the policy is: {@code podgate.policy.*}. */
@ConfigMapping(prefix = "podgate.policy")
public interface PolicyConfig {

    /** A YAML file, or a directory of them. */
    @WithDefault("policies")
    Path path();

    /** How often a change is looked for. */
    @WithDefault("5s")
    Duration poll();
}
