package io.podgate.app;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * Settings that are reserved but mean nothing yet. Whoever sets one relies on it, so the gateway does not start without
 * what it promises.
 */
final class Unsupported {

    private static final List<String> PREFIXES = List.of("podgate.identity.");

    private Unsupported() {}

    /** Throws a {@link ConfigurationException} that names the setting. */
    static void refuse(Config config) {
        for (String name : config.getPropertyNames()) {
            if (PREFIXES.stream().anyMatch(name::startsWith)) {
                throw new ConfigurationException(name + " is not supported yet");
            }
        }
    }
}
