package io.podgate.http;

import io.podgate.dialect.Dialect;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The update that a request line asks for, told from it alone: for what ends before it comes to its route.
 *
 * @param endpointId as it stands in the path, an id or not
 */
record UpdateRoute(Dialect dialect, String endpointId) {

    private static final Pattern V1 = Pattern.compile("/v1/endpoints/([^/]+)/?");
    private static final Pattern V1_SYNONYM = Pattern.compile("/v1/endpoints/([^/]+)/update/?");
    private static final Pattern V2 = Pattern.compile("/v2/serverless/([^/]+)/?");

    /** Empty where the request line asks for no update. */
    static Optional<UpdateRoute> of(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!method.equals(HttpMethod.PATCH) && !method.equals(HttpMethod.POST)) {
            return Optional.empty();
        }
        String path = context.normalizedPath();
        return method.equals(HttpMethod.POST)
                ? of(Dialect.V1, V1_SYNONYM, path)
                : of(Dialect.V1, V1, path).or(() -> of(Dialect.V2, V2, path));
    }

    private static Optional<UpdateRoute> of(Dialect dialect, Pattern form, String path) {
        Matcher matcher = form.matcher(path);
        return matcher.matches() ? Optional.of(new UpdateRoute(dialect, matcher.group(1))) : Optional.empty();
    }
}
