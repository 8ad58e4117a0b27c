package io.podgate.identity;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;

/** {@code Authorization: Bearer <token>} (RFC 6750). */
final class BearerToken {

    private static final String BEARER = "bearer ";
    private static final int LONGEST = 8192;

    private BearerToken() {}

    /** One header, one scheme, one token: two headers are as good as none. */
    static Optional<String> of(HttpServerRequest request) {
        var headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1) {
            return Optional.empty();
        }
        String header = headers.getFirst();
        boolean bearer = header.length() > BEARER.length()
                && header.length() <= LONGEST
                && header.substring(0, BEARER.length()).toLowerCase(Locale.ROOT).equals(BEARER);
        return bearer ? Optional.of(header.substring(BEARER.length()).strip()) : Optional.empty();
    }
}
