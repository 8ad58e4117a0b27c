package io.podgate.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

final class UnsupportedTest {

    @Test
    void issuers_mean_nothing_yet_and_are_refused() {
        assertEquals("podgate.identity.issuers is not supported yet", refusal("podgate.identity.issuers", "https://x"));
    }

    private static String refusal(String name, String value) {
        return String.valueOf(assertThrows(ConfigurationException.class, () -> Unsupported.refuse(with(name, value)))
                .getMessage());
    }

    private static SmallRyeConfig with(String name, String value) {
        return new SmallRyeConfigBuilder().withDefaultValue(name, value).build();
    }
}
