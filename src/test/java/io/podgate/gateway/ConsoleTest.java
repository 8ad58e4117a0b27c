package io.podgate.gateway;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets into the console, and what it lets nobody do. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class ConsoleTest extends GatewayTest {

    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/console/assets/[^\"]+)\"");

    private static Response enter(String token, String back) {
        return Browser.send(Browser.stranger(), "/console/login", Map.of("token", token, "back", back));
    }

    @ParameterizedTest
    @CsvSource({"oncall, platform", "finance, auditor"})
    void platform_and_auditors_sign_in_and_the_trail_says_so(String caller, String role) {
        Response entered = enter(Tokens.of(caller), "");
        entered.then().statusCode(303).header("Location", is("/console"));
        assertEquals(
                Browser.COOKIE + "=" + Browser.kept(caller)
                        + "; Path=/console; Max-Age=36000; HttpOnly; SameSite=Strict",
                entered.header("Set-Cookie"));
        Browser.page(caller, "/console")
                .then()
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .body(containsString(caller + " <span class=\"role\">" + role + "</span>"));
        String request = "\"requestId\":\"" + entered.header("X-Request-Id") + "\"";
        await(() -> !Trail.of(directories()).about(request).isEmpty());
        Json.Obj record = object(Trail.of(directories()).about(request).getFirst());
        assertEquals("login", record.string("kind").orElseThrow());
        assertEquals(caller, record.string("caller").orElseThrow());
        assertEquals(role, record.string("role").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {VISION, READER, "nobody-at-all"})
    void nobody_else_does_whoever_it_is(String caller) {
        Response refused = enter(Tokens.of(caller), "");
        refused.then()
                .statusCode(403)
                .header("Set-Cookie", is((String) null))
                .body(containsString("This token does not open the console."));
        Browser.page(caller, "/console").then().statusCode(303).header("Location", is("/console/login"));
    }

    @Test
    void over_tls_the_cookie_is_this_hosts_alone() {
        Response entered = Browser.stranger()
                .header("Origin", "https://localhost:" + io.restassured.RestAssured.port)
                .contentType("application/x-www-form-urlencoded")
                .formParam("token", Tokens.of(ONCALL))
                .post("/console/login");
        assertEquals(
                "__Host-" + Browser.COOKIE + "=" + Browser.kept(ONCALL)
                        + "; Path=/; Max-Age=36000; HttpOnly; SameSite=Strict; Secure",
                entered.header("Set-Cookie"));
        Browser.stranger()
                .cookie("__Host-" + Browser.COOKIE, Browser.kept(ONCALL))
                .get("/console")
                .then()
                .statusCode(200);
    }

    @Test
    void who_is_not_signed_in_comes_back_to_where_it_wanted_to_go() {
        Response led = Browser.stranger().get("/console/decisions?team=vision");
        led.then().statusCode(303).header("Location", is("/console/login?back=%2Fconsole%2Fdecisions%3Fteam%3Dvision"));
        enter(Tokens.of(ONCALL), "/console/decisions?team=vision")
                .then()
                .statusCode(303)
                .header("Location", is("/console/decisions?team=vision"));
        Browser.of(ONCALL)
                .get("/console/login?back=%2Fconsole%2Fendpoints")
                .then()
                .statusCode(303)
                .header("Location", is("/console/endpoints"));
        Browser.stranger()
                .header("HX-Request", "true")
                .get("/console")
                .then()
                .statusCode(401)
                .header("HX-Redirect", is("/console/login"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/console/../v1",
                "/console/..//evil.example",
                "/consoles",
                "/console?a=\r\nSet-Cookie: b",
                "javascript:alert(1)"
            })
    void nobody_is_led_elsewhere(String back) {
        enter(Tokens.of(ONCALL), back).then().statusCode(303).header("Location", is("/console"));
        Browser.stranger()
                .urlEncodingEnabled(true)
                .queryParam("back", back)
                .get("/console/login")
                .then()
                .statusCode(200)
                .body(containsString("name=\"back\" value=\"/console\""));
    }

    @Test
    void a_link_from_elsewhere_is_followed_once_more_from_here() {
        Browser.stranger()
                .header("Sec-Fetch-Site", "cross-site")
                .get("/console/decisions/abc")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("<meta http-equiv=\"refresh\" content=\"0\">"),
                        containsString("href=\"/console/decisions/abc\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/console/login", "/console/logout", "/console/playground", "/console/theme", "/console/freeze"})
    void forms_of_other_sites_do_nothing(String path) {
        String seal = Browser.seal(ONCALL);
        for (String site : List.of("cross-site", "same-site", "none")) {
            Browser.of(ONCALL)
                    .header("Sec-Fetch-Site", site)
                    .contentType("application/x-www-form-urlencoded")
                    .formParam("seal", seal)
                    .formParam("token", Tokens.of(ONCALL))
                    .post(path)
                    .then()
                    .statusCode(403)
                    .header("Set-Cookie", is((String) null));
        }
        Browser.of(ONCALL)
                .header("Origin", "https://evil.example")
                .contentType("application/x-www-form-urlencoded")
                .formParam("seal", seal)
                .formParam("token", Tokens.of(ONCALL))
                .post(path)
                .then()
                .statusCode(403)
                .header("Set-Cookie", is((String) null));
    }

    @Test
    void a_form_needs_the_seal_of_its_own_session() {
        for (String seal : List.of("", Browser.seal(AUDITOR), "0".repeat(64))) {
            Browser.send(Browser.of(ONCALL), "/console/logout", Map.of("seal", seal))
                    .then()
                    .statusCode(403)
                    .header("Set-Cookie", is((String) null));
        }
        Response left = Browser.send(Browser.of(ONCALL), "/console/logout", Map.of("seal", Browser.seal(ONCALL)));
        left.then().statusCode(303).header("Location", is("/console/login"));
        assertEquals(
                List.of(
                        Browser.COOKIE + "=; Path=/console; Max-Age=0; HttpOnly; SameSite=Strict",
                        "__Host-" + Browser.COOKIE + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure"),
                left.headers().getValues("Set-Cookie"));
    }

    @Test
    void the_cookie_opens_the_console_alone() {
        for (String path : List.of("/platform/budgets", "/me", "/decisions/abc", "/v2/serverless")) {
            Browser.page(ONCALL, path).then().statusCode(401);
        }
        as(ONCALL).redirects().follow(false).get("/console").then().statusCode(303);
    }

    @Test
    void a_session_ends_with_its_token() throws IOException {
        Browser.page(AUDITOR, "/console").then().statusCode(200);
        String policy = Runpod.Directories.freshPolicy();
        Files.writeString(
                directories().policyFile(),
                policy.lines().filter(line -> !line.contains("name: finance")).reduce("", (a, b) -> a + b + "\n"));
        try {
            await(() -> Browser.page(AUDITOR, "/console").statusCode() == 303);
        } finally {
            Files.writeString(directories().policyFile(), policy);
        }
        await(() -> Browser.page(AUDITOR, "/console").statusCode() == 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console/login",
                "/console/endpoints",
                "/console/decisions",
                "/console/playground",
                "/console/drift",
                "/console/decisions/there-is-none",
                "/console/nonsense"
            })
    void every_page_forbids_what_it_does_not_need(String path) {
        Browser.page(AUDITOR, path)
                .then()
                .header("Content-Security-Policy", is(CSP))
                .header("X-Content-Type-Options", is("nosniff"))
                .header("Referrer-Policy", is("same-origin"))
                .header("Cross-Origin-Opener-Policy", is("same-origin"))
                .header("Cache-Control", is("no-store"));
        String page = Browser.page(AUDITOR, path).asString();
        assertFalse(page.contains("<style"), path);
        assertFalse(
                Pattern.compile("<script(?! src=)|<[^>]*\\s(style|on[a-z]+)=")
                        .matcher(page)
                        .find(),
                path);
    }

    @Test
    void what_pages_are_made_of_is_kept_for_ever() {
        Matcher assets = ASSET.matcher(Browser.stranger().get("/console/login").asString());
        int found = 0;
        while (assets.find()) {
            found++;
            Response asset = Browser.stranger().get(assets.group(1));
            asset.then()
                    .statusCode(200)
                    .header("Cache-Control", is("public, max-age=31536000, immutable"))
                    .header("X-Content-Type-Options", is("nosniff"));
            Browser.stranger()
                    .header("If-None-Match", asset.header("ETag"))
                    .get(assets.group(1))
                    .then()
                    .statusCode(304);
        }
        assertEquals(3, found);
        Browser.stranger()
                .get("/console/assets/htmx.min-000000000000.js")
                .then()
                .statusCode(404);
    }

    @Test
    void neither_pages_nor_the_log_tell_a_token() {
        String id = endpoint("vision");
        patch(VISION, "/v2/serverless/" + id, "{\"workers\": {\"max\": 4}}")
                .then()
                .statusCode(200);
        try (Logged logged = Logged.begin()) {
            enter(Tokens.of(ONCALL), "").then().statusCode(303);
            enter(Tokens.of("stranger"), "").then().statusCode(403);
            for (String path : List.of("", "/endpoints", "/decisions", "/playground", "/nonsense")) {
                String page = Browser.page(ONCALL, "/console" + path).asString();
                for (String secret : List.of(Tokens.CANARY, Browser.kept(ONCALL), Runpod.KEY, "sha256:")) {
                    assertFalse(page.contains(secret), path + " tells " + secret);
                }
            }
            assertTrue(logged.lines().stream().anyMatch(line -> line.contains("failed to sign in")));
            for (String line : logged.lines()) {
                assertFalse(line.contains(Tokens.CANARY) || line.contains(Browser.kept(ONCALL)), line);
            }
        }
    }

    @Test
    void what_others_have_named_is_text_and_nothing_else() {
        String id = endpoint("lab", "{\"name\": \"lab-<script>alert(1)</script>\"}");
        fresh(LAB, "/v2/serverless/" + id).then().statusCode(200);
        Response denied = patch(LAB, "/v2/serverless/" + id, "{\"<img src=x onerror=alert(2)>\": 1}");
        denied.then().statusCode(422);
        String decision = denied.header("Podgate-Decision-Id");
        Trail.recordOf(directories(), decision);
        Browser.page(AUDITOR, "/console/endpoints?q=" + id)
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("lab-&lt;script&gt;alert(1)&lt;/script&gt;"), not(containsString("<script>a"))));
        Browser.page(AUDITOR, "/console/endpoints?q=%22%3E%3Cscript%3Ealert(3)")
                .then()
                .body(not(containsString("<script>a")));
        for (String path : List.of("/console/decisions?endpoint=" + id, "/console/decisions/" + decision)) {
            Browser.page(AUDITOR, path)
                    .then()
                    .statusCode(200)
                    .body(allOf(containsString("&lt;img src=x"), not(containsString("<img"))));
        }
    }

    @Test
    void a_page_that_is_not_there_is_a_page() {
        Browser.page(AUDITOR, "/console/nonsense").then().statusCode(404).body(containsString("<h1>Not found</h1>"));
        Browser.page(AUDITOR, "/console/").then().statusCode(303).header("Location", is("/console"));
        Browser.of(AUDITOR).delete("/console").then().statusCode(405).header("Allow", is("GET, HEAD"));
        Browser.of(AUDITOR).get("/console/logout").then().statusCode(405).header("Allow", is("POST"));
        Browser.of(AUDITOR).head("/console").then().statusCode(200).body(is(""));
        anonymous().get("/consoles").then().statusCode(401).contentType(startsWith("application/problem+json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console%2Fendpoints",
                "/console%2flogin",
                "/console/decisions%2fx",
                "/console/decisions/%2e%2e%2fx",
                "/console/%2e%2e/v1",
                "/console/./endpoints",
                "/console;a=b",
                "/console/endpoints;a=b"
            })
    void an_address_that_is_oddly_spelt_is_the_consoles_and_has_no_page(String path) {
        Browser.of(AUDITOR)
                .cookie("__Host-" + Browser.COOKIE, Browser.kept(AUDITOR))
                .get(path)
                .then()
                .statusCode(404)
                .contentType("text/html; charset=utf-8")
                .body(containsString("<h1>Not found</h1>"));
        Browser.stranger().get(path).then().statusCode(303).header("Location", startsWith("/console/login"));
    }

    @Test
    void a_slash_too_many_at_the_end_is_left_out() {
        for (String path : List.of("/console/decisions/abc", "/console/endpoints", "/console")) {
            for (String slashes : List.of("/", "//")) {
                Browser.page(AUDITOR, path + slashes).then().statusCode(303).header("Location", is(path));
                Browser.stranger()
                        .get(path + slashes + "?team=vision")
                        .then()
                        .statusCode(303)
                        .header("Location", is(path + "?team=vision"));
            }
        }
    }

    @Test
    void light_and_dark_are_kept_in_a_cookie() {
        Response chosen = Browser.send(
                Browser.of(AUDITOR),
                "/console/theme",
                Map.of("seal", Browser.seal(AUDITOR), "theme", "dark", "back", "/console/endpoints"));
        chosen.then().statusCode(303).header("Location", endsWith("/console/endpoints"));
        assertTrue(chosen.header("Set-Cookie").startsWith("podgate_theme=dark; Path=/console;"));
        Browser.of(AUDITOR)
                .cookie("podgate_theme", "dark")
                .get("/console")
                .then()
                .body(containsString("data-theme=\"dark\""));
        Browser.of(AUDITOR)
                .cookie("podgate_theme", "\\\"><script>")
                .get("/console")
                .then()
                .body(containsString("data-theme=\"auto\""));
    }
}
