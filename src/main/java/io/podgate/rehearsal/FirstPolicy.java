package io.podgate.rehearsal;

import io.podgate.budget.Money;
import io.podgate.budget.Pricing;
import io.podgate.budget.Usage;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Scaling;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes a policy of what stands: a team for each first word of the endpoints' names, present values as caps. Nothing
 * that stands is outside of it, and nothing may grow beyond the largest that there is.
 */
final class FirstPolicy {

    private static final String REST = "others";

    private final Catalog catalog;
    private final StringBuilder yaml = new StringBuilder();

    private FirstPolicy(Catalog catalog) {
        this.catalog = catalog;
    }

    static String of(Collection<Endpoint> fleet, Catalog catalog) {
        return new FirstPolicy(catalog).write(fleet);
    }

    private String write(Collection<Endpoint> fleet) {
        line("# A first policy from what stands: present values as caps. Give each service a caller: `token new`.");
        line("apiVersion: podgate/v1");
        line("kind: PolicySet");
        if (!fleet.isEmpty()) { // else nothing could ever start
            line("account: {workers: %d, burnRate: %s}".formatted(workers(fleet), burnRate(fleet)));
        }
        Map<String, List<Endpoint>> teams = fleet.stream()
                .sorted(Comparator.comparing(Endpoint::name).thenComparing(Endpoint::id))
                .collect(Collectors.groupingBy(FirstPolicy::team, TreeMap::new, Collectors.toList()));
        line(teams.isEmpty() ? "teams: []" : "teams:");
        teams.forEach(this::team);
        return yaml.toString();
    }

    /** The first word of the name, where it can be a team's name. */
    private static String team(Endpoint endpoint) {
        int dash = endpoint.name().indexOf('-');
        String word = dash > 0 ? endpoint.name().substring(0, dash) : "";
        return word.matches("[A-Za-z0-9][A-Za-z0-9._]{0,62}") && !word.equals(REST) ? word : REST;
    }

    private void team(String name, List<Endpoint> endpoints) {
        line("  - name: " + quoted(name));
        line("    owns: ["
                + (name.equals(REST)
                        ? endpoints.stream()
                                .map(endpoint -> quoted(endpoint.id()))
                                .collect(Collectors.joining(", "))
                        : quoted("name:" + name + "-*"))
                + "]");
        line("    fields: [workersMin, workersMax, idleTimeout, scaling]");
        line("    limits:");
        most(endpoints, Field.WORKERS_MIN).ifPresent(most -> line("      workersMin: {max: " + most + "}"));
        most(endpoints, Field.WORKERS_MAX).ifPresent(most -> line("      workersMax: {max: " + most + "}"));
        most(endpoints, Field.GPU_COUNT).ifPresent(most -> line("      gpuCount: {max: " + most + "}"));
        most(endpoints, Field.IDLE_TIMEOUT).ifPresent(most -> line("      idleTimeout: {max: " + written(most) + "}"));
        scaling(endpoints);
        names(
                "gpuTypes",
                endpoints,
                endpoint -> endpoint.config().get(Field.GPU_TYPES).map(FirstPolicy::cards));
        names("cpuFlavors", endpoints, endpoint -> endpoint.config().get(Field.CPU_FLAVORS));
        centers(endpoints);
        line("    budget: {burnRate: %s, floor: %s, workers: %d}"
                .formatted(burnRate(endpoints), floor(endpoints), workers(endpoints)));
        line("    callers: []");
    }

    private static <T extends Comparable<T>> Optional<T> most(List<Endpoint> endpoints, Field<T> field) {
        return endpoints.stream()
                .flatMap(endpoint -> endpoint.config().get(field).stream())
                .max(Comparator.naturalOrder());
    }

    /**
     * The sooner a scaler acts, the more workers there are: the least that there is of each is the least there may be.
     */
    private void scaling(List<Endpoint> endpoints) {
        Map<Scaling.Type, BigDecimal> least = new EnumMap<>(Scaling.Type.class);
        endpoints.forEach(endpoint -> endpoint.config()
                .get(Field.SCALING)
                .ifPresent(scaling -> least.merge(scaling.type(), value(scaling), BigDecimal::min)));
        if (!least.isEmpty()) {
            line("      scaling: {types: " + least.keySet()
                    + least.entrySet().stream()
                            .map(each -> ", " + key(each.getKey()) + ": {min: "
                                    + each.getValue().toPlainString() + "}")
                            .collect(Collectors.joining())
                    + "}");
        }
    }

    private static BigDecimal value(Scaling scaling) {
        return switch (scaling) {
            case Scaling.QueueDelay(BigDecimal seconds) -> seconds;
            case Scaling.RequestCount(int requests) -> BigDecimal.valueOf(requests);
        };
    }

    private static String key(Scaling.Type type) {
        return switch (type) {
            case QUEUE_DELAY -> "queueDelay";
            case REQUEST_COUNT -> "requestCount";
        };
    }

    private static String written(Duration time) {
        return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }

    private static List<String> cards(GpuSelection selection) {
        return switch (selection) {
            case GpuSelection.Types(List<String> types) -> types;
            case GpuSelection.Pools(List<String> pools, List<String> excluded) ->
                pools.stream().map(pool -> "pool:" + pool).toList();
        };
    }

    private void names(String key, List<Endpoint> endpoints, Function<Endpoint, Optional<List<String>>> values) {
        TreeSet<String> names = new TreeSet<>();
        endpoints.forEach(endpoint -> values.apply(endpoint).ifPresent(names::addAll));
        if (!names.isEmpty()) {
            line("      " + key + ": {allow: ["
                    + names.stream().map(FirstPolicy::quoted).collect(Collectors.joining(", ")) + "]}");
        }
    }

    /** Where one may run everywhere, so may all. */
    private void centers(List<Endpoint> endpoints) {
        boolean anywhere = endpoints.stream()
                .anyMatch(endpoint -> endpoint.config()
                        .get(Field.DATA_CENTERS)
                        .map(List::isEmpty)
                        .orElse(true));
        if (!anywhere) {
            names("dataCenters", endpoints, endpoint -> endpoint.config().get(Field.DATA_CENTERS));
        }
    }

    private List<Usage> usages(Collection<Endpoint> endpoints) {
        List<Usage> usages = new ArrayList<>();
        endpoints.forEach(endpoint -> usages.add(Pricing.of(endpoint.config().expanded(catalog), catalog)));
        return usages;
    }

    private String burnRate(Collection<Endpoint> endpoints) {
        return sum(endpoints, Usage::burnRate);
    }

    private String floor(Collection<Endpoint> endpoints) {
        return sum(endpoints, Usage::floor);
    }

    private String sum(Collection<Endpoint> endpoints, Function<Usage, Money> part) {
        return usages(endpoints).stream()
                .map(part)
                .map(Money::usd)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(4, RoundingMode.CEILING)
                .stripTrailingZeros()
                .toPlainString();
    }

    private int workers(Collection<Endpoint> endpoints) {
        return usages(endpoints).stream().mapToInt(Usage::workers).sum();
    }

    private void line(String text) {
        yaml.append(text).append('\n');
    }

    /** As YAML takes it for text, whatever it is. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
