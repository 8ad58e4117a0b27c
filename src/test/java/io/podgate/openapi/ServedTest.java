package io.podgate.openapi;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podgate.docs.Alone;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import org.junit.jupiter.api.Test;

/** Operators are served the document as it is written; callers are not. */
@QuarkusTest
@TestProfile(Alone.class)
class ServedTest {

    @TestHTTPResource(value = "/openapi", management = true)
    URL document;

    @Test
    void the_management_port_serves_what_is_written() throws JsonProcessingException {
        String served = given().accept("application/json")
                .get(document)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(Document.root(), new ObjectMapper().readTree(served));
    }

    @Test
    void the_callers_port_does_not() {
        given().get("/q/openapi").then().statusCode(401);
    }
}
