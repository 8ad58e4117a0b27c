package io.podgate.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A gauge by team and one label more. Rows come and go with what is shown; those that stay are not registered again, so
 * that a thousand teams cost no more than their numbers.
 */
final class TeamGauge {

    /** The team label of what is not one team's. */
    static final String NO_TEAM = "";

    record Row(String team, String what) {}

    private final MultiGauge gauge;
    private final String label;
    private volatile Map<Row, Double> values = Map.of();

    /** @param label what is told apart of a team */
    TeamGauge(String name, String description, String label, MeterRegistry registry) {
        this.label = label;
        this.gauge = MultiGauge.builder(name).description(description).register(registry);
    }

    void show(Map<Row, Double> shown) {
        Set<Row> before = values.keySet();
        values = new HashMap<>(shown);
        if (!before.equals(shown.keySet())) {
            gauge.register(shown.keySet().stream().map(this::row).toList());
        }
    }

    private MultiGauge.Row<TeamGauge> row(Row row) {
        Tags tags = Tags.of("team", row.team(), label, row.what());
        return MultiGauge.Row.of(tags, this, all -> all.values.getOrDefault(row, Double.NaN));
    }
}
