package io.podgate.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Addresses of one page by what is asked of it.
 *
 * @param page its path
 * @param parameters in their order; those that are empty are left out
 */
record Links(String page, Map<String, String> parameters) {

    /** The same with another value. */
    Links with(String name, String value) {
        Map<String, String> other = new LinkedHashMap<>(parameters);
        other.put(name, value);
        return new Links(page, other);
    }

    String href() {
        String query = parameters.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? page : page + "?" + query;
    }

    /** A query of one parameter. */
    static String query(String name, String value) {
        return "?" + name + "=" + encoded(value);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
