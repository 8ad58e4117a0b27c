package io.podgate.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.SpecificationCheck;
import io.podgate.dialect.Dialect;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoorTest extends SandboxTest {

    private Instant now = Instant.parse("2026-08-15T12:00:00Z");

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("(absent)");
    }

    @Test
    void without_the_key_nobody_enters() {
        open(Dialect.V2);
        for (String[] headers : List.of(
                new String[] {}, new String[] {"Authorization", "Bearer wrong"}, new String[] {"Authorization", "x"})) {
            HttpResponse<String> answer = raw("GET", "/v2/serverless", "", headers);
            assertEquals(401, answer.statusCode());
            assertEquals("application/problem+json", header(answer, "content-type"));
            assertFalse(header(answer, "x-request-id").equals("(absent)"));
            assertEquals("(absent)", header(answer, "RateLimit"));
            SpecificationCheck.checkIfFound("v2", "ErrorResponse", answer.body());
        }
        assertTrue(sandbox().requests().stream().noneMatch(Visit::authorised));
    }

    @Test
    void v1_is_retired_where_v2_is_spoken() {
        open(Dialect.V2);
        HttpResponse<String> answer = raw("GET", "/v1/endpoints", "");
        assertEquals(410, answer.statusCode());
        assertEquals("410", at(object(answer), "status"));
        assertEquals(404, raw("GET", "/elsewhere", "").statusCode());
    }

    @Test
    void every_answer_has_its_own_request_id() {
        open(Dialect.V2);
        assertFalse(header(get("/serverless"), "x-request-id").equals(header(get("/nowhere"), "x-request-id")));
    }

    @Test
    void the_quota_is_told_in_every_window() {
        open(SandboxOptions.speaking(Dialect.V2).at(() -> now));
        HttpResponse<String> first = get("/serverless");
        assertEquals(
                "\"minute\";r=59;t=60, \"hour\";r=2999;t=3600, \"day\";r=49999;t=86400", header(first, "RateLimit"));
        assertEquals(
                "\"minute\";q=60;w=60, \"hour\";q=3000;w=3600, \"day\";q=50000;w=86400",
                header(first, "RateLimit-Policy"));
        now = now.plusMillis(30_500);
        assertEquals(
                "\"minute\";r=58;t=30, \"hour\";r=2998;t=3570, \"day\";r=49998;t=86370",
                header(get("/nowhere"), "RateLimit"));
    }

    @Test
    void an_exhausted_window_refuses_until_it_begins_anew() {
        open(SandboxOptions.speaking(Dialect.V2)
                .withQuota(
                        new QuotaWindow("minute", 2, Duration.ofMinutes(1)),
                        new QuotaWindow("hour", 3, Duration.ofHours(1)))
                .at(() -> now));
        get("/serverless");
        get("/serverless");
        HttpResponse<String> refused = patch("/serverless/" + OCR, "{\"workers\": {\"max\": 1}}");
        assertEquals(429, refused.statusCode());
        assertEquals("60", header(refused, "Retry-After"));
        assertEquals("\"minute\";r=0;t=60, \"hour\";r=1;t=3600", header(refused, "RateLimit"));
        SpecificationCheck.checkIfFound("v2", "ErrorResponse", refused.body());
        assertEquals("3", at(sandbox().endpoint(OCR).orElseThrow(), "workers", "max"));
        now = now.plusSeconds(60);
        assertEquals(200, get("/serverless").statusCode());
        now = now.plusSeconds(60);
        assertEquals("3480", header(get("/serverless"), "Retry-After"));
    }

    @Test
    void retry_after_may_be_too_short_for_the_longest_window() {
        open(SandboxOptions.speaking(Dialect.V2)
                .withQuota(
                        new QuotaWindow("minute", 1, Duration.ofMinutes(1)),
                        new QuotaWindow("hour", 1, Duration.ofHours(1)))
                .at(() -> now));
        get("/serverless");
        assertEquals("60", header(get("/serverless"), "Retry-After"));
    }

    @Test
    void requests_are_remembered_without_the_key() {
        open(Dialect.V2);
        patch("/serverless/" + OCR, "{\"name\": \"" + SandboxOptions.DEMO_KEY + "\"}");
        patch("/serverless/" + OCR, "{\"bogus\": 1}");
        List<Visit> requests = sandbox().requests();
        assertEquals(2, requests.size());
        Visit first = requests.getFirst();
        assertEquals("PATCH", first.method());
        assertEquals("/v2/serverless/" + OCR, first.path());
        assertEquals("{\"name\": \"(the API key)\"}", first.body());
        assertTrue(first.authorised());
        assertTrue(first.applied());
        assertEquals(200, first.status().orElseThrow());
        assertFalse(requests.getLast().applied());
        assertEquals(422, requests.getLast().status().orElseThrow());
    }
}
