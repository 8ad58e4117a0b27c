package io.podgate.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.http.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the reference lists is what the code has. */
class ReferenceTest {

    private static final Pattern TARGET = Pattern.compile("(?m)^([a-z]+):.*## (.*)$");

    @Test
    void routes_and_their_roles() {
        List<String> routes = Routes.all().stream()
                .map(route -> route.name() + "|"
                        + (route.roles().isEmpty() ? "everybody known" : String.join(", ", route.roles())))
                .sorted()
                .toList();
        assertEquals(
                routes,
                Tables.REFERENCE.beginnings("routes", 2).stream().sorted().toList());
    }

    @Test
    void metrics_know_each_route_by_its_own_name() {
        Set<String> routes =
                Routes.all().stream().map(Routes.Route::path).collect(Collectors.toCollection(TreeSet::new));
        routes.addAll(Set.of("/console/*", "/q/*", "OTHER"));
        assertEquals(routes, new TreeSet<>(Settings.namesOfPathsInMetrics()));
    }

    @Test
    void problems_and_their_statuses_in_the_codes_order() {
        List<String> problems = Arrays.stream(ProblemType.values())
                .map(type -> type.urn().replace("urn:podgate:problem:", "") + "|"
                        + (type.status() == 0 ? "RunPod's" : type.status()))
                .toList();
        assertEquals(problems, Tables.REFERENCE.beginnings("problems", 2));
    }

    @Test
    void outcomes() {
        assertEquals(
                new ArrayList<>(Outcomes.labels()),
                Tables.REFERENCE.beginnings("outcomes", 1).stream().sorted().toList());
    }

    @Test
    void configuration_keys_and_their_defaults() {
        assertEquals(
                Settings.all(),
                Tables.REFERENCE.beginnings("configuration", 2).stream()
                        .sorted()
                        .toList());
    }

    @Test
    void make_targets_in_the_words_of_the_makefile() throws IOException {
        List<String> targets = TARGET.matcher(Files.readString(Path.of("Makefile")))
                .results()
                .map(target -> "make " + target.group(1) + "|" + target.group(2))
                .toList();
        assertEquals(targets, Tables.REFERENCE.beginnings("make", 2));
    }
}
