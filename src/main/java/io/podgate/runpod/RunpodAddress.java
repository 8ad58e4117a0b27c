package io.podgate.runpod;

import io.podgate.dialect.Dialect;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * The pinned scheme, host and port, and the dialect that is spoken there.
 *
 * @param basePath without a slash at its end
 */
record RunpodAddress(boolean tls, String host, int port, String basePath, Dialect dialect) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** @throws IllegalArgumentException naming the property and what is wrong with it */
    static RunpodAddress of(URI url) {
        return of(url, "podgate.runpod.url");
    }

    /** @throws IllegalArgumentException naming where it stands and what is wrong with it */
    static RunpodAddress of(URI url, String where) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || url.getHost() == null || url.getRawUserInfo() != null) {
            throw wrong("an http or https URL with a host and without credentials", url, where);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw wrong("a URL without query and fragment", url, where);
        }
        String path = url.getRawPath().replaceAll("/+$", "");
        boolean tls = scheme.equals("https");
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        return new RunpodAddress(tls, url.getHost(), port, path, dialectOf(path, url, where));
    }

    private static Dialect dialectOf(String path, URI url, String where) {
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "v1" -> Dialect.V1;
            case "v2" -> Dialect.V2;
            default -> throw wrong("a URL that ends in /v1 or /v2", url, where);
        };
    }

    private static IllegalArgumentException wrong(String due, URI url, String where) {
        return new IllegalArgumentException(
                where + ": " + due + " is due, found " + (url.getRawUserInfo() == null ? url : "one with credentials"));
    }

    String collection() {
        return basePath + dialect.collection();
    }

    String endpoint(String id) {
        return basePath + dialect.collection() + "/" + id;
    }
}
