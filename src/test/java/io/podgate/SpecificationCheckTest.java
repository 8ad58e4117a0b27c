package io.podgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The check itself must bite, or everything it passes means nothing. */
class SpecificationCheckTest {

    @Test
    void what_fits_has_no_errors() {
        assertEquals(
                List.of(), SpecificationCheck.of("v2").errors("UpdateEndpointRequest", "{\"workers\": {\"max\": 3}}"));
        assertEquals(List.of(), SpecificationCheck.of("v1").errors("EndpointUpdateInput", "{\"workersMax\": 3}"));
    }

    @Test
    void unknown_members_missing_members_and_wrong_values_are_found() {
        SpecificationCheck v2 = SpecificationCheck.of("v2");
        assertFalse(v2.errors("UpdateEndpointRequest", "{\"bogus\": 1}").isEmpty());
        assertFalse(v2.errors("UpdateEndpointRequest", "{\"gpu\": {\"excludedTypes\": [\"NVIDIA L4\"]}}")
                .isEmpty());
        assertFalse(v2.errors("Endpoint", "{\"id\": \"x\"}").isEmpty());
        assertFalse(v2.errors("ErrorResponse", "{\"title\": \"x\", \"status\": \"404\", \"detail\": \"x\"}")
                .isEmpty());
        SpecificationCheck v1 = SpecificationCheck.of("v1");
        assertFalse(v1.errors("EndpointUpdateInput", "{\"workersMax\": -1}").isEmpty());
        assertFalse(v1.errors("EndpointUpdateInput", "{\"bogus\": 1}").isEmpty());
        assertFalse(v1.errors("Endpoint", "{\"scalerType\": \"MOOD\"}").isEmpty());
        assertFalse(v1.errors("Endpoint", "nonsense").isEmpty());
    }
}
