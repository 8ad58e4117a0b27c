package io.podgate.sandbox;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way into the API.
 *
 * @param path below the base path; its one group, if any, is the id
 */
record Route(String method, Pattern path, Operation operation) {

    /** What became of looking a path up. */
    sealed interface Found {

        /**
         * There it is.
         *
         * @param id the endpoint, template or kind of catalogue; empty where the route has none
         */
        record Way(Operation operation, String id) implements Found {}

        /** The path is known, the method is not. */
        record WrongMethod(String allow) implements Found {}

        /** No such path. */
        record Nowhere() implements Found {}
    }

    /** A route whose path may contain {@code {id}}. */
    static Route of(String method, String path, Operation operation) {
        return new Route(method, Pattern.compile(path.replace("{id}", "([^/]+)")), operation);
    }

    static Found find(List<Route> routes, String method, String path) {
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(path);
            if (matcher.matches()) {
                if (route.method().equals(method)) {
                    return new Found.Way(route.operation(), matcher.groupCount() == 0 ? "" : matcher.group(1));
                }
                allowed.add(route.method());
            }
        }
        return allowed.isEmpty() ? new Found.Nowhere() : new Found.WrongMethod(String.join(", ", allowed));
    }
}
