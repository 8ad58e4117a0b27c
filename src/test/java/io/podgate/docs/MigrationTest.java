package io.podgate.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.SpecificationCheck;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who moves a service finds every call that it may have made, and is sent to routes that exist. */
class MigrationTest {

    private static final Pattern ROUTE = Pattern.compile("(?:GET|PATCH|POST) /(?:v1|v2|me|platform)[\\w/{}]*");
    private static final Set<String> WAYS =
            Set.of("Podgate", "Podgate, otherwise", "platform team", "RunPod, own key", "RunPod, no key");

    private static List<List<String>> rows() {
        return new Tables("docs/migration.md").rows("v1");
    }

    @Test
    void every_call_of_v1_is_in_the_table() {
        Set<String> listed = rows().stream().map(List::getFirst).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(rows().size(), listed.size(), "each once");
        assertEquals(new TreeSet<>(SpecificationCheck.operations("v1")), listed);
    }

    @Test
    void every_way_is_one_of_few_and_leads_to_routes_that_exist() {
        Set<String> routes = Routes.all().stream().map(Routes.Route::name).collect(Collectors.toSet());
        for (List<String> row : rows()) {
            assertTrue(WAYS.contains(row.get(1)), row::toString);
            Set<String> named =
                    ROUTE.matcher(row.get(2)).results().map(MatchResult::group).collect(Collectors.toSet());
            assertTrue(routes.containsAll(named), () -> named + " in " + row);
            if (row.get(1).equals("Podgate")) {
                String[] call = row.getFirst().split(" ", 2);
                assertEquals(Set.of(call[0] + " /v1" + call[1]), named);
            }
        }
    }
}
