package io.podgate.runpod;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How RunPod is reached: {@code podgate.runpod.*}. */
@ConfigMapping(prefix = "podgate.runpod")
public interface RunpodConfig {

    /** The only host ever spoken to; the last segment picks the dialect. */
    @WithDefault("https://api.runpod.io/v2")
    URI url();

    /** The key itself; {@link #apiKeyFile} wins. */
    Optional<String> apiKey();

    /** A file that holds the key; read again when it changes. */
    Optional<Path> apiKeyFile();

    @WithDefault("2s")
    Duration connectTimeout();

    /** One attempt, from the first byte sent to the last received. */
    @WithDefault("10s")
    Duration requestTimeout();

    /** One caller's request with all its attempts. */
    @WithDefault("25s")
    Duration deadline();

    @WithDefault("3")
    int maxAttempts();

    /** Further attempts in half a minute that need not be a tenth of all requests. */
    @WithDefault("10")
    int freeRetries();

    /** Exchanges under way at once. */
    @WithDefault("64")
    int maxInFlight();
}
