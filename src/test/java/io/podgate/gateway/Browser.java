package io.podgate.gateway;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the console as a browser does, without following where it is led. */
final class Browser {

    static final String COOKIE = "podgate_console";

    private static final Pattern SEAL = Pattern.compile("name=\"seal\" value=\"([0-9a-f]{64})\"");

    private Browser() {}

    /** What the cookie of a caller's session holds. */
    static String kept(String caller) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Tokens.of(caller).getBytes(StandardCharsets.UTF_8));
    }

    static RequestSpecification stranger() {
        return GatewayTest.anonymous().redirects().follow(false);
    }

    static RequestSpecification of(String caller) {
        return stranger().cookie(COOKIE, kept(caller));
    }

    static Response page(String caller, String path) {
        return of(caller).get(path);
    }

    /** Sends a form of the console's own. */
    static Response send(RequestSpecification who, String path, Map<String, String> form) {
        return who.urlEncodingEnabled(true)
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded")
                .formParams(form)
                .post(path);
    }

    /** What the caller's own forms carry. */
    static String seal(String caller) {
        Matcher seal = SEAL.matcher(page(caller, "/console/playground").asString());
        if (!seal.find()) {
            throw new AssertionError("no form has a seal");
        }
        return seal.group(1);
    }
}
