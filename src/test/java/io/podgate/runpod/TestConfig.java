package io.podgate.runpod;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A configuration for tests, with short times. */
record TestConfig(URI url, Optional<String> apiKey, Optional<Path> apiKeyFile, int maxInFlight)
        implements RunpodConfig {

    static TestConfig at(int port) {
        return new TestConfig(
                URI.create("http://127.0.0.1:" + port + "/v2"), Optional.of("rpa_TEST"), Optional.empty(), 2);
    }

    static TestConfig withKey(Optional<String> key, Optional<Path> file) {
        return new TestConfig(URI.create("https://api.runpod.io/v2"), key, file, 2);
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofMillis(300);
    }

    @Override
    public Duration requestTimeout() {
        return Duration.ofMillis(800);
    }

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(3);
    }

    @Override
    public int maxAttempts() {
        return 3;
    }

    @Override
    public int freeRetries() {
        return 10;
    }
}
