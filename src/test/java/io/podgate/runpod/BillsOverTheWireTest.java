package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.admission.Deadline;
import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import io.podgate.dialect.Dialect;
import io.podgate.memory.NamesFile;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.sandbox.Sandbox;
import io.podgate.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A RunPod of either dialect tells what was spent, of endpoints that are gone as well. */
class BillsOverTheWireTest {

    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-23T09:00:00Z"));

    @TempDir
    Path dir;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private PolicyLoad.Loaded policy() throws IOException {
        Path file = dir.resolve("policy.yaml");
        Files.writeString(file, """
                apiVersion: podgate/v1
                kind: PolicySet
                teams: [{name: vision, owns: ["name:vision-*"], budget: {month: 100}}]
                """);
        if (PolicyLoader.load(file) instanceof PolicyLoad.Loaded loaded) {
            return loaded;
        }
        throw new AssertionError(PolicyLoader.load(file).toString());
    }

    private LiveBills bills(URI url, EndpointNames names) throws IOException {
        TestConfig config = new TestConfig(url, Optional.of(SandboxOptions.DEMO_KEY), Optional.empty(), 2);
        RunpodAddress address = RunpodAddress.of(url);
        RunpodHttp http = new RunpodHttp(vertx, address, new RunpodKey(config), config.connectTimeout(), 2);
        Line line = (exchange, errand) -> http.send(exchange, errand.deadline().remaining());
        PolicyLoad.Loaded loaded = policy();
        return new LiveBills(
                address,
                new Attempts(line, 1, 0, Waits.SHORT, new Deaf()),
                () -> Optional.of(loaded.policy()),
                names,
                Duration.ofHours(6),
                NOW,
                () -> 0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void what_this_month_has_cost_so_far(String name) throws IOException {
        Dialect dialect = name.equals("v1") ? Dialect.V1 : Dialect.V2;
        Sandbox sandbox = Sandbox.open(
                vertx, SandboxOptions.speaking(dialect).withoutFleet().at(NOW));
        sandbox.bill(LocalDate.parse("2026-10-31"), "gone", new BigDecimal("50"));
        sandbox.bill(LocalDate.parse("2026-11-01"), "gone", new BigDecimal("1.25"));
        sandbox.bill(LocalDate.parse("2026-11-23"), "gone", new BigDecimal("2.5"));
        sandbox.bill(LocalDate.parse("2026-11-23"), "nobodys", new BigDecimal("0.0007"));
        EndpointNames names = new EndpointNames(new NamesFile(dir.resolve("names.json")), NOW);
        names.note(List.of(Sightings.named("gone", "vision-ocr")), policy().policy());
        LiveBills bills = bills(URI.create(sandbox.url()), names);

        bills.refresh(Deadline.in(Duration.ofSeconds(20))).await().atMost(Duration.ofSeconds(20));

        Spending spending = bills.spending().orElseThrow();
        assertEquals(Money.of("3.75"), spending.of("team/vision"));
        assertEquals(Money.of("3.7507"), spending.of("account"));
    }
}
