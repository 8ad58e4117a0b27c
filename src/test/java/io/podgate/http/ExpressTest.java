package io.podgate.http;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.docs.Routes;
import io.podgate.policy.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The shorter way lets through whom the routes' own annotations would. */
final class ExpressTest {

    private static final Set<String> PATHS = Set.of("/v1/endpoints/{endpointId}", "/v2/serverless/{id}");

    @Test
    void it_is_open_to_the_roles_of_the_routes_that_it_stands_for() {
        List<Routes.Route> routes = Routes.all().stream()
                .filter(route -> PATHS.contains(route.path()))
                .toList();
        assertEquals(4, routes.size());
        for (Routes.Route route : routes) {
            Set<String> open = Arrays.stream(Role.values())
                    .filter(route.method().equals("GET") ? Express::mayRead : Express::mayUpdate)
                    .map(Role::key)
                    .collect(toSet());
            assertEquals(Set.copyOf(route.roles()), open, route.name());
        }
    }
}
