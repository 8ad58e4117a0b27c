package io.podgate.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which store is meant. */
final class StoreTest {

    private static SmallRyeConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder().withDefaultValues(settings).build();
    }

    private static String refusal(Map<String, String> settings) {
        return String.valueOf(assertThrows(ConfigurationException.class, () -> Store.kind(with(settings)))
                .getMessage());
    }

    @Test
    void memory_said_or_not() {
        assertEquals(Store.Kind.MEMORY, Store.kind(with(Map.of())));
        assertEquals(Store.Kind.MEMORY, Store.kind(with(Map.of("podgate.store", "memory"))));
    }

    @Test
    void postgresql_with_a_url() {
        assertEquals(
                Store.Kind.POSTGRESQL,
                Store.kind(with(Map.of(
                        "podgate.store",
                        "postgresql",
                        "quarkus.datasource.jdbc.url",
                        "jdbc:postgresql://db/podgate"))));
    }

    @Test
    void what_cannot_mean_anything_is_told_in_one_line() {
        assertEquals(
                "podgate.store: memory or postgresql is due, found oracle", refusal(Map.of("podgate.store", "oracle")));
        assertEquals(
                "podgate.store is postgresql, so quarkus.datasource.jdbc.url is due",
                refusal(Map.of("podgate.store", "postgresql")));
    }
}
