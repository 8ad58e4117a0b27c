package io.podgate.docs;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.admission.CallerLimits;
import io.podgate.admission.Cost;
import io.podgate.admission.Deadline;
import io.podgate.admission.Decision;
import io.podgate.admission.DecisionListener;
import io.podgate.admission.Drift;
import io.podgate.admission.DriftWatch;
import io.podgate.admission.FleetListener;
import io.podgate.admission.LimitListener;
import io.podgate.admission.Outcome;
import io.podgate.admission.TrailListener;
import io.podgate.admission.UpdateRequest;
import io.podgate.admission.Upstream;
import io.podgate.admission.UpstreamListener;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import io.podgate.policy.Caller;
import io.podgate.policy.Leniency;
import io.podgate.policy.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference lists the metrics that Prometheus finds once everything has happened that can. */
@QuarkusTest
@TestProfile(Alone.class)
class MetricsTest {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (podgate_\\w+) (\\w+)$");
    private static final Caller CALLER = new Caller(
            "vision-autoscaler",
            Role.CALLER,
            Optional.of("vision"),
            Caller.DEFAULT_RATE_LIMIT,
            Caller.DEFAULT_READ_LIMIT,
            Optional.empty());
    private static final Endpoint ENDPOINT = new Endpoint(
            "jpnw0v75y3qoql", Optional.empty(), Optional.empty(), Optional.empty(), EndpointConfig.unknown());
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Inject
    DecisionListener decisions;

    @Inject
    UpstreamListener upstream;

    @Inject
    TrailListener trail;

    @Inject
    LimitListener limits;

    @Inject
    FleetListener fleet;

    @Inject
    DriftWatch drifts;

    @Test
    void every_metric_with_its_kind_and_labels() throws InterruptedException {
        everythingHappens();
        Map<String, String> found = new TreeMap<>();
        String text = scraped();
        TYPE.matcher(text)
                .results()
                .filter(type -> !type.group(1).endsWith("_seconds_max"))
                .forEach(type -> {
                    String name = type.group(1) + (type.group(2).equals("counter") ? "_total" : "");
                    found.put(name, type.group(2) + "|" + labels(text, name));
                });
        Map<String, String> listed = Tables.REFERENCE.rows("metrics").stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1) + "|" + sorted(row.get(2))));
        assertEquals(found, new TreeMap<>(listed));
    }

    /** Budgets are looked at every few seconds. */
    private String scraped() throws InterruptedException {
        String text = "";
        for (int looks = 0;
                looks < 100 && !(text.contains("podgate_budget_usage_ratio{") && text.contains("podgate_drift{"));
                looks++) {
            Thread.sleep(looks == 0 ? 0 : 100);
            text = get(metrics)
                    .then()
                    .statusCode(200)
                    .body(containsString("podgate_"))
                    .extract()
                    .asString();
        }
        return text;
    }

    private static String labels(String text, String name) {
        String line =
                text.lines().filter(each -> each.startsWith(name)).findFirst().orElseThrow();
        Set<String> labels = new TreeSet<>();
        LABEL.matcher(line).results().forEach(label -> labels.add(label.group(1)));
        return labels.isEmpty() ? "–" : String.join(", ", labels);
    }

    private static String sorted(String labels) {
        return Arrays.stream(labels.split(", ")).sorted().collect(Collectors.joining(", "));
    }

    private void everythingHappens() {
        decisions.decided(decision());
        limits.turnedAway(CALLER);
        upstream.exchanged("update", "200", Duration.ofMillis(1));
        upstream.retried("429");
        upstream.quota("minute", 59);
        upstream.waiting("vision", 1);
        trail.failed(1);
        trail.stands(1);
        fleet.changedOutOfBand(ENDPOINT, Set.of(Field.WORKERS_MAX));
        drifts.drifted(new Drift(Instant.EPOCH, ENDPOINT.id(), Optional.of("vision"), "d", Optional.empty()));
    }

    private static Decision decision() {
        return new Decision(
                new UpdateRequest(
                        "d",
                        "r",
                        Optional.empty(),
                        CALLER,
                        "jpnw0v75y3qoql",
                        "v2",
                        EndpointUpdate.builder(EndpointUpdate.Tolerance.REFUSES).build(),
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        Optional.empty(),
                        Deadline.in(Duration.ofSeconds(1))),
                Optional.of("vision"),
                Instant.EPOCH,
                "000000000000",
                List.of(),
                List.of(Violation.of("fields", "", "not this one")),
                List.of(),
                List.of(),
                Leniency.NONE,
                Optional.<Cost>empty(),
                new Outcome.RateLimited(Outcome.Scope.CALLER, Duration.ofSeconds(1)),
                Optional.<CallerLimits.Allowance>empty(),
                Upstream.NONE,
                Set.of(Field.GPU_TYPES),
                Duration.ofMillis(1));
    }
}
