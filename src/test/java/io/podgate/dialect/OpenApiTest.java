package io.podgate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.podgate.openapi.Document;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The OpenAPI document has the fields of both updates, and no others. */
class OpenApiTest {

    private static final JsonNode V1 = Document.at("/components/schemas/V1Update/properties");
    private static final JsonNode V2 = Document.at("/components/schemas/V2Update/properties");

    private static Set<String> v1(boolean readOnly) {
        return V1.propertyStream()
                .filter(field -> field.getValue().path("readOnly").asBoolean() == readOnly)
                .map(field -> field.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void all_of_v1s_fields() {
        assertEquals(new TreeSet<>(V1Names.OF_UPDATES), v1(false));
        assertEquals(18, v1(false).size());
    }

    @Test
    void what_scripts_send_back_is_marked_as_read_only() {
        assertEquals(new TreeSet<>(V1Names.IN_ANSWERS_ONLY), v1(true));
    }

    @Test
    void all_of_v2s_fields() {
        assertEquals(new TreeSet<>(V2Names.OF_UPDATES), Document.names(V2));
        assertEquals(new TreeSet<>(V2Names.OF_GPU), Document.names(V2.at("/gpu/properties")));
        assertEquals(new TreeSet<>(V2Names.OF_CPU), Document.names(V2.at("/cpu/items/properties")));
        assertEquals(new TreeSet<>(V2Names.OF_WORKERS), Document.names(V2.at("/workers/properties")));
    }
}
