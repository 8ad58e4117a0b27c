package io.podgate.openapi;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.podgate.docs.Alone;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URL;
import org.junit.jupiter.api.Test;

/** Operators are served the document as it is written; callers are not. */
@QuarkusTest
@TestProfile(Alone.class)
class ServedTest {

    @TestHTTPResource(value = "/openapi", management = true)
    URL document;

    @Test
    void the_management_port_serves_what_is_written() throws IOException {
        byte[] served = given().get(document)
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .extract()
                .asByteArray();
        assertEquals(Document.root(), new YAMLMapper().readTree(served));
    }

    @Test
    void the_callers_port_does_not() {
        given().get("/q/openapi").then().statusCode(401);
    }
}
