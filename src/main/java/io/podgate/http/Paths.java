package io.podgate.http;

/** What can be told from a path alone. */
final class Paths {

    private Paths() {}

    /** Whether clients of v1 read the answer. */
    static boolean isV1(@org.jspecify.annotations.Nullable String path) {
        return path != null && (path.equals("/v1") || path.startsWith("/v1/"));
    }

    /** Whether the path could mean something else to somebody else: no route here needs any of this. */
    static boolean isSuspicious(@org.jspecify.annotations.Nullable String path) {
        return path == null
                || path.indexOf('%') >= 0
                || path.indexOf(';') >= 0
                || path.indexOf('\\') >= 0
                || path.contains("//")
                || path.contains("/../")
                || path.contains("/./");
    }
}
