package io.podgate.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RangesTest {

    @ParameterizedTest
    @CsvSource({
        "podgate.runpod.connect-timeout, 0s, 1ms to 1m",
        "podgate.runpod.connect-timeout, 61s, 1ms to 1m",
        "podgate.runpod.request-timeout, 0s, 1ms to 1h",
        "podgate.runpod.deadline, 0s, 1ms to 1h",
        "podgate.runpod.deadline, soon, 1ms to 1h",
        "podgate.runpod.max-attempts, 0, 1 to 100",
        "podgate.runpod.free-retries, -1, 0 to 10000",
        "podgate.runpod.max-in-flight, 0, 1 to 10000",
        "podgate.runpod.max-in-flight, 10001, 1 to 10000",
        "podgate.runpod.max-in-flight, many, 1 to 10000",
        "podgate.policy.poll, 0s, 1s to 1d",
        "podgate.fleet.refresh, 0s, 1s to 1d",
        "podgate.fleet.max-age, -5s, 0s to 365d",
        "podgate.catalog.max-age, 12s, 30m to 365d",
        "podgate.billing.max-age, 5m, 15m to 365d",
        "podgate.audit.retain, 1h, 1d to 36500d"
    })
    void what_means_nothing_ends_the_start_in_one_line(String setting, String found, String due) {
        assertEquals(
                setting + ": " + due + " is due, found " + found,
                assertThrows(ConfigurationException.class, () -> Ranges.hold(with(setting, found)))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "podgate.runpod.connect-timeout, 1m",
        "podgate.runpod.deadline, 1ms",
        "podgate.runpod.deadline, PT25S",
        "podgate.runpod.deadline, 25",
        "podgate.runpod.max-attempts, 1",
        "podgate.runpod.free-retries, 0",
        "podgate.runpod.max-in-flight, 10000",
        "podgate.fleet.max-age, 0s",
        "podgate.catalog.max-age, 6h",
        "podgate.audit.retain, 1d"
    })
    void the_bounds_and_what_is_between_them_are_fine(String setting, String found) {
        assertDoesNotThrow(() -> Ranges.hold(with(setting, found)));
    }

    private static SmallRyeConfig with(String name, String value) {
        return new SmallRyeConfigBuilder().withDefaultValue(name, value).build();
    }
}
