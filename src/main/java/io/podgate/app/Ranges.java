package io.podgate.app;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/** Which numbers and durations mean something, both bounds included. With any other the gateway does not start. */
final class Ranges {

    private static final List<Range<?>> ALL = List.of(
            durations("podgate.runpod.connect-timeout", "1ms", "1m"),
            durations("podgate.runpod.request-timeout", "1ms", "1h"),
            durations("podgate.runpod.deadline", "1ms", "1h"),
            numbers("podgate.runpod.max-attempts", "1", "100"),
            numbers("podgate.runpod.free-retries", "0", "10000"),
            numbers("podgate.runpod.max-in-flight", "1", "10000"),
            numbers("podgate.http.max-in-flight", "1", "1000000"),
            durations("podgate.policy.poll", "1s", "1d"),
            durations("podgate.fleet.refresh", "1s", "1d"),
            durations("podgate.fleet.max-age", "0s", "365d"),
            // Longer than from one reading to the next.
            durations("podgate.catalog.max-age", "30m", "365d"),
            durations("podgate.billing.max-age", "15m", "365d"),
            durations("podgate.audit.retain", "1d", "36500d"));

    private Ranges() {}

    /** Throws a {@link ConfigurationException} that names the setting, what is due and what was found. */
    static void hold(Config config) {
        ALL.forEach(range -> range.hold(config));
    }

    /** Bounds as they would be written in the configuration. */
    private record Range<T extends Comparable<T>>(String setting, String min, String max, Function<String, T> reading) {

        void hold(Config config) {
            config.getOptionalValue(setting, String.class)
                    .filter(found -> !contains(found))
                    .ifPresent(found -> {
                        throw new ConfigurationException(
                                setting + ": " + min + " to " + max + " is due, found " + found);
                    });
        }

        private boolean contains(String found) {
            try {
                T value = reading.apply(found);
                return value.compareTo(reading.apply(min)) >= 0 && value.compareTo(reading.apply(max)) <= 0;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    private static Range<?> durations(String setting, String min, String max) {
        return new Range<>(setting, min, max, DurationConverter::parseDuration);
    }

    private static Range<?> numbers(String setting, String min, String max) {
        return new Range<>(setting, min, max, Integer::valueOf);
    }
}
