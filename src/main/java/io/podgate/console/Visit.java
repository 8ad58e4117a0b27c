package io.podgate.console;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.podgate.admission.Deadline;
import io.podgate.http.Ids;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request to the console.
 *
 * @param query its parameters; of what is said twice the first counts
 * @param form the same of its body
 */
record Visit(
        HttpServerRequest http,
        String requestId,
        Map<String, String> query,
        Map<String, String> form,
        Deadline deadline) {

    static final String HOME = "/console";

    /** What may follow the console's own segment: the next one, or an odd spelling of it. */
    private static final String AFTER_HOME = "/%;\\";

    private static final int MOST_PARAMETERS = 32;

    static Visit of(HttpServerRequest http, Duration time) {
        return new Visit(
                http,
                Ids.ofRequest(http.getHeader("X-Request-Id")),
                parameters(Optional.ofNullable(http.query()).orElse("")),
                Map.of(),
                Deadline.in(time));
    }

    Visit with(byte[] body) {
        return new Visit(http, requestId, query, parameters(new String(body, StandardCharsets.UTF_8)), deadline);
    }

    /** What cannot be decoded says nothing. */
    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        try {
            new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST_PARAMETERS)
                    .parameters()
                    .forEach((name, values) -> parameters.put(name, values.getFirst()));
        } catch (IllegalArgumentException undecodable) {
            return Map.of();
        }
        return parameters;
    }

    /**
     * Whether whoever asks for this path may take it for the console's, however it is spelt: then it is told by a page
     * that there is none. No page has an odd path, and nothing here goes on to elsewhere, so no spelling opens
     * anything.
     */
    static boolean isMeant(@Nullable String path) {
        return path != null
                && path.startsWith(HOME)
                && (path.length() == HOME.length() || AFTER_HOME.indexOf(path.charAt(HOME.length())) >= 0);
    }

    String path() {
        return http.path();
    }

    /** The path below {@code /console/}; empty text for the first page, and the whole path where it is an odd one. */
    String page() {
        return path().equals(HOME) ? "" : path().startsWith(HOME + "/") ? path().substring(HOME.length() + 1) : path();
    }

    /** The same place, asked for without the slashes at its end. */
    String withoutSlash() {
        int end = path().length();
        while (path().charAt(end - 1) == '/') {
            end--;
        }
        return path().substring(0, end)
                + Optional.ofNullable(http.query()).map(asked -> "?" + asked).orElse("");
    }

    /** Where this is to be found again. */
    String uri() {
        return http.uri();
    }

    /** A parameter of the query that says something. */
    Optional<String> asked(String name) {
        return said(query.get(name));
    }

    /** A field of the form that says something. */
    Optional<String> filled(String name) {
        return said(form.get(name));
    }

    private static Optional<String> said(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    boolean isPost() {
        return http.method().name().equals("POST");
    }

    /** Whether a part of a page asks, and not its reader. */
    boolean isPart() {
        return "true".equals(http.getHeader("HX-Request"));
    }

    /** Whether the browser says that another site's page had it ask. */
    boolean isFromElsewhere() {
        String site = http.getHeader("Sec-Fetch-Site");
        return "cross-site".equals(site) || "same-site".equals(site);
    }

    /** Whether one of the console's own pages asks; browsers that say neither are not believed. */
    boolean isFromHere() {
        String site = http.getHeader("Sec-Fetch-Site");
        return site == null ? comesFrom(http.getHeader("Origin")) : site.equals("same-origin");
    }

    private boolean comesFrom(@Nullable String origin) {
        HostAndPort here = http.authority();
        if (origin == null || here == null) {
            return false;
        }
        try {
            URI from = URI.create(origin);
            return from.getHost() != null
                    && from.getHost().equalsIgnoreCase(here.host())
                    && port(from.getPort(), from.getScheme()) == port(here.port(), from.getScheme());
        } catch (IllegalArgumentException garbled) {
            return false;
        }
    }

    private static int port(int said, String scheme) {
        return said > 0 ? said : scheme.equalsIgnoreCase("https") ? 443 : 80;
    }

    /** Whether the browser speaks TLS, even where that ends in front of the gateway. */
    boolean isSecure() {
        String origin = Optional.ofNullable(http.getHeader("Origin")).orElse("");
        return "https".equalsIgnoreCase(http.scheme())
                || origin.toLowerCase(Locale.ROOT).startsWith("https://");
    }
}
