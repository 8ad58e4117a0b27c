package io.podgate.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DiscretionTest {

    private static EndpointConfig with(Map<String, String> variables) {
        return EndpointConfig.builder().set(Field.ENV, new Env(variables)).build();
    }

    @Test
    void the_name_of_a_variable_stands_for_its_value_wherever_it_is_set() {
        Discretion discretion = new Discretion(
                with(Map.of("LEVEL", "info", "CACHE", "/volume/models")), with(Map.of("TOKEN", "info-secret")));
        assertEquals(
                "refused: {LEVEL}; {CACHE}; {TOKEN}", discretion.about("refused: info; /volume/models; info-secret"));
    }

    @Test
    void a_short_value_counts_where_it_stands_alone() {
        Discretion discretion = new Discretion(with(Map.of("PIN", "123", "N", "1", "EMPTY", "")));
        assertEquals(
                "PIN={PIN} N={N}, not 1234 nor a1b in 11 places",
                discretion.about("PIN=123 N=1, not 1234 nor a1b in 11 places"));
        assertEquals("as it was", new Discretion(EndpointConfig.unknown()).about("as it was"));
    }
}
