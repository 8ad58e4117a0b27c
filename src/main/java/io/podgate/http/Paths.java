package io.podgate.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be told from a path alone. */
public final class Paths {

    private static final Pattern ENDPOINT = Pattern.compile("/v1/endpoints/[^/]+/?|/v2/serverless/[^/]+/?");
    private static final Pattern POSTED = Pattern.compile(
            "/v1/endpoints/[^/]+/update/?|/platform/decisions/[^/]+/settle/?|/platform/policy/preview/?");

    private static final Pattern FREEZE = Pattern.compile("/platform/freeze/?");

    private Paths() {}

    /** Whether clients of v1 read the answer. */
    static boolean isV1(@Nullable String path) {
        return path != null && (path.equals("/v1") || path.startsWith("/v1/"));
    }

    /** The methods of a route that exists, for {@code Allow}. */
    static String allowed(String path) {
        if (POSTED.matcher(path).matches()) {
            return "POST";
        }
        if (FREEZE.matcher(path).matches()) {
            return "GET, HEAD, PUT, DELETE";
        }
        return ENDPOINT.matcher(path).matches() ? "GET, HEAD, PATCH" : "GET, HEAD";
    }

    /** Whether the path could mean something else to somebody else: no route here needs any of this. */
    static boolean isSuspicious(@Nullable String path) {
        return path == null
                || path.indexOf('%') >= 0
                || path.indexOf(';') >= 0
                || path.indexOf('\\') >= 0
                || path.contains("//")
                || (path.length() > 1 && path.endsWith("/"))
                || path.contains("/../")
                || path.contains("/./")
                || path.endsWith("/..")
                || path.endsWith("/.");
    }
}
