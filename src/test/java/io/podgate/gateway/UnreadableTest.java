package io.podgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no HTTP is answered as everything else is. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class UnreadableTest extends GatewayTest {

    private static final Set<String> MEMBERS = Set.of("type", "title", "status", "detail");

    private static void malformed(String answer, String detail) {
        problem(answer, 400, "malformed-request");
        assertEquals(detail, body(answer).string("detail").orElse(""));
    }

    private static void problem(String answer, int status, String type) {
        assertTrue(answer.startsWith("HTTP/"), answer);
        assertEquals(String.valueOf(status), answer.substring(9, 12), answer);
        assertTrue(answer.contains("\r\nContent-Type: application/problem+json\r\n"), answer);
        assertTrue(answer.contains("\r\nX-Request-Id: "), answer);
        assertEquals("urn:podgate:problem:" + type, body(answer).string("type").orElse(""));
        assertEquals(MEMBERS, new TreeSet<>(body(answer).members().keySet()));
    }

    private static io.podgate.json.Json.Obj body(String answer) {
        return object(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    @Test
    void headers_have_an_end() {
        malformed(RawHttp.send("GET /me", VISION, "X-Long: " + "a".repeat(17_000)), "the headers are too long");
        malformed(RawHttp.send("GET /me", "", "X-Long: " + "a".repeat(17_000)), "the headers are too long");
    }

    @Test
    void a_request_line_has_an_end() {
        malformed(RawHttp.send("GET /me?" + "a".repeat(5_000), VISION), "the request line is too long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2/%zz",
                "PATCH /v2/serverless/%zz",
                "GET /me?a=%zz",
                "PATCH /v2/serverless/abc?dryRun=%",
                "GET /a|b",
                "GET http://[/me"
            })
    void what_is_no_uri_is_refused_but_not_to_strangers(String requestLine) {
        malformed(RawHttp.send(requestLine, VISION), "the request line is no URI's, or of another version of HTTP");
        problem(RawHttp.send(requestLine, ""), 401, "unauthenticated");
        assertEquals(0, reachedRunpod().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GARBAGE\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", "GET\r\n\r\n"})
    void garbage_is_no_request(String garbage) {
        malformed(RawHttp.exchange(garbage), "this is not a well-formed HTTP request");
    }

    @Test
    void another_version_of_http_is_not_spoken() {
        problem(RawHttp.exchange("GET /me HTTP/9.9\r\nHost: x\r\n\r\n"), 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "There is no colon here",
                "Content-Length: many",
                "Content-Length: 1\r\nContent-Length: 2",
                "Content-Length: 1\r\nTransfer-Encoding: chunked"
            })
    void headers_are_well_formed(String headers) {
        malformed(RawHttp.send("GET /me", VISION, headers), "this is not a well-formed HTTP request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: ][\r\n"})
    void a_request_says_which_host_it_means(String host) {
        String request = "GET /me HTTP/1.1\r\n" + host + "Connection: close\r\n";
        problem(RawHttp.exchange(request + "\r\n"), 401, "unauthenticated");
        String answer = RawHttp.exchange(request + "Authorization: Bearer " + Tokens.of(VISION) + "\r\n\r\n");
        malformed(answer, "this is not a well-formed HTTP request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS *", "GET me", "CONNECT me:80"})
    void what_has_no_path_has_no_route(String requestLine) {
        problem(RawHttp.send(requestLine, VISION), 404, "no-such-route");
        problem(RawHttp.send(requestLine, ""), 401, "unauthenticated");
    }

    @Test
    void v1_clients_find_the_words_where_they_look_for_them() {
        String answer = RawHttp.send("GET /v1/endpoints?a=%zz", VISION);
        assertEquals("400", answer.substring(9, 12), answer);
        assertEquals(body(answer).string("detail"), body(answer).string("message"));
    }

    @Test
    void a_good_request_is_answered_before_a_bad_one_behind_it() {
        String good = "GET /me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Tokens.of(VISION) + "\r\n\r\n";
        String answers = RawHttp.exchange(good + good + "GARBAGE\r\n\r\n" + good);
        assertEquals(3, answers.split("HTTP/1.[01] [24]00", -1).length - 1, answers);
        assertTrue(answers.indexOf("\"caller\"") < answers.indexOf("malformed-request"), answers);
        assertFalse(answers.substring(answers.indexOf("malformed-request")).contains("\"caller\""), answers);
    }
}
