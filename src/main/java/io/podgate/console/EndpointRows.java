package io.podgate.console;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Violation;
import io.podgate.http.EndpointBody;
import io.podgate.http.Priced;
import io.podgate.json.Json;
import io.podgate.policy.Ownership;
import io.podgate.policy.Team;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Endpoints as rows of a table. */
record EndpointRows(Function<Endpoint, List<Violation>> against, Map<String, Recent.Last> last, Instant now) {

    EndpointList.Row row(Priced priced) {
        Endpoint endpoint = priced.endpoint();
        boolean owned = priced.owner() instanceof Ownership.Owned;
        List<String> violations =
                against.apply(endpoint).stream().map(Violation::detail).toList();
        return new EndpointList.Row(
                endpoint.id(),
                endpoint.name().isEmpty() ? endpoint.id() : endpoint.name(),
                owner(priced.owner()),
                owned,
                workers(endpoint.config()),
                runsOn(endpoint.config()),
                settings(endpoint.config()),
                Words.perHour(priced.usage().burnRate()),
                Words.perHour(priced.usage().floor()),
                violations.isEmpty() ? "good" : "bad",
                violations.isEmpty()
                        ? "within the policy"
                        : "breaks " + Words.count(violations.size(), "rule", "rules"),
                violations,
                Optional.ofNullable(last.get(endpoint.id())).map(this::last).stream()
                        .toList(),
                new Links(Visit.HOME + "/" + DecisionsPage.PAGE, Map.of("endpoint", endpoint.id())).href());
    }

    private EndpointList.Last last(Recent.Last decided) {
        return new EndpointList.Last(
                DecisionsPage.href(decided.decisionId()),
                decided.outcome(),
                Words.tone(decided.outcome()),
                Words.ago(decided.time(), now));
    }

    private static String owner(Ownership owner) {
        return switch (owner) {
            case Ownership.Owned(Team team) -> team.name();
            case Ownership.Contested(List<String> teams) -> "claimed by " + String.join(" and ", teams);
            case Ownership.Unowned unowned -> "nobody’s";
        };
    }

    private static String workers(EndpointConfig config) {
        return config.get(Field.WORKERS_MIN).orElse(0) + "–"
                + config.get(Field.WORKERS_MAX).map(String::valueOf).orElse("?") + " workers";
    }

    /** The cards or flavours that a worker may get, and how many. */
    private static String runsOn(EndpointConfig config) {
        return config.get(Field.GPU_TYPES)
                .map(gpus -> config.get(Field.GPU_COUNT).orElse(1) + " × " + cards(gpus))
                .orElseGet(() -> config.get(Field.CPU_FLAVORS)
                        .map(flavors -> "CPU " + String.join(" or ", flavors))
                        .orElse("unknown hardware"));
    }

    private static String cards(GpuSelection gpus) {
        return switch (gpus) {
            case GpuSelection.Types(List<String> types) -> types.isEmpty() ? "any card" : String.join(" or ", types);
            case GpuSelection.Pools(List<String> pools, List<String> excluded) ->
                String.join(" or ", pools) + (excluded.isEmpty() ? "" : " without " + String.join(", ", excluded));
        };
    }

    private static List<EndpointList.Setting> settings(EndpointConfig config) {
        return EndpointBody.config(config).entrySet().stream()
                .map(each ->
                        new EndpointList.Setting(each.getKey(), FieldWords.of(each.getKey(), Json.of(each.getValue()))))
                .toList();
    }
}
