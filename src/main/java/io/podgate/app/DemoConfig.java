package io.podgate.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The demo, which profile {@code demo} switches on: {@code podgate.demo.*}. */
@ConfigMapping(prefix = "podgate.demo")
public interface DemoConfig {

    /** Whether the gateway brings its own RunPod and its own policy. */
    @WithDefault("false")
    boolean enabled();

    /** Where the sandbox listens. */
    @WithDefault("9091")
    int sandboxPort();

    /** Whether the sandbox limits requests as RunPod does. */
    @WithDefault("true")
    boolean quota();
}
