package io.podgate.gateway;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** Entity tags: of the configuration as stated, the same in both dialects. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class TagsTest extends GatewayTest {

    private static String tag(Response answer) {
        return answer.header("ETag");
    }

    private static Response onlyIf(String tag, String path, String body) {
        return as(VISION)
                .header("If-Match", tag)
                .contentType("application/json")
                .body(body)
                .patch(path);
    }

    @Test
    void an_update_answers_the_tag_that_the_next_read_has_in_both_dialects() {
        String id = endpoint("vision");
        String before = tag(get(VISION, "/v2/serverless/" + id));
        String after = tag(patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 4}}"));
        assertNotEquals(before, after);
        assertEquals(after, tag(get(VISION, "/v2/serverless/" + id)));
        assertEquals(after, tag(get(VISION, "/v1/endpoints/" + id)));
        get(VISION, "/v1/endpoints/" + id + "?includeWorkers=true").then().header("ETag", nullValue());
    }

    @Test
    void what_has_changed_since_is_not_updated() {
        String id = endpoint("vision");
        String path = "/v2/serverless/" + id;
        String old = tag(get(VISION, path));
        sandbox().alter(id, object("{\"workers\": {\"max\": 7}}"));
        assertEquals(old, tag(get(VISION, path)));
        String now = tag(fresh(VISION, path));
        assertEquals(now, tag(get(VISION, path)));
        onlyIf(old, path, "{\"workers\": {\"max\": 4}}")
                .then()
                .statusCode(412)
                .body("type", is("urn:podgate:problem:precondition-failed"))
                .header("Podgate-Outcome", "conflict")
                .header("ETag", now);
        onlyIf("W/" + now, path, "{\"workers\": {\"max\": 4}}").then().statusCode(412);
        onlyIf("", path, "{\"workers\": {\"max\": 4}}").then().statusCode(400);
        assertEquals(0, patches().size());
        onlyIf(old + ", " + now, path, "{\"workers\": {\"max\": 4}}").then().statusCode(200);
        onlyIf("*", path, "{\"workers\": {\"max\": 3}}").then().statusCode(200);
    }

    @Test
    void who_has_it_already_is_not_sent_it_again() {
        String path = "/v2/serverless/" + endpoint("vision");
        String tag = tag(get(VISION, path));
        Response same = as(VISION).header("If-None-Match", "\"x\", W/" + tag).get(path);
        same.then().statusCode(304).header("ETag", tag);
        assertEquals("", same.asString());
        as(VISION).header("If-None-Match", "\"x\"").get(path).then().statusCode(200);
    }
}
