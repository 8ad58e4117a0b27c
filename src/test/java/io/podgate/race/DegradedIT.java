package io.podgate.race;

import io.agroal.api.AgroalDataSource;
import io.podgate.FreePort;
import io.podgate.dialect.Dialect;
import io.podgate.identity.Signer;
import io.podgate.identity.TestIssuer;
import io.podgate.postgres.Postgres;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Applying;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway degrades as {@code docs/degraded.md} says, row by row, and heals without a restart. */
class DegradedIT {

    private static final int PLACES = 16;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final DegradedRows rows = new DegradedRows();

    @Test
    void everything_in_the_table_is_so_and_heals() throws Exception {
        try (House house = new House(directory)) {
            without_what_is_read_at_the_start(house);
            issuer_of_tokens(house);
            Map<String, String> settings = house.settings();
            settings.put("podgate.http.max-in-flight", String.valueOf(PLACES));
            Gateway gateway = house.start(1, settings).getFirst();
            runpod(house, new Side(gateway));
            the_house_itself(house, new Side(gateway));
            database(house);
        }
        rows.areAllSeen();
    }

    private void without_what_is_read_at_the_start(House house) throws Exception {
        String policy = Fleet.policy();
        Files.writeString(house.policy(), policy.replace("budget: {", "budget: {month: 1000000, "));
        for (Map.Entry<String, Operation> each : Map.of(
                        "RunPod's catalogue was never read", Operation.CATALOG,
                        "RunPod's bills were never read", Operation.BILLING)
                .entrySet()) {
            house.sandbox().faults().add(Fault.status(500).on(each.getValue()));
            Gateway gateway = house.start(1, house.settings()).getFirst();
            rows.seeFromTheStart(
                    each.getKey(),
                    new Side(gateway),
                    () -> {},
                    () -> house.sandbox().faults().clear());
            gateway.kill();
        }
        Files.writeString(house.policy(), policy);
    }

    private void issuer_of_tokens(House house) throws Exception {
        Signer signer = Signer.ec("key");
        try (TestIssuer issuer = TestIssuer.open()) {
            issuer.publish(signer);
            issuer.goAway();
            Files.writeString(house.policy(), Fleet.policyOfJobs(issuer.url()));
            Map<String, String> settings = house.settings();
            settings.put("podgate.identity.issuers.ci.url", issuer.url());
            settings.put("podgate.identity.issuers.ci.ca-file", issuer.ca().toString());
            Gateway gateway = house.start(1, settings).getFirst();
            Side side = new Side(gateway, Dialect.V2, team -> signer.sign(job(issuer, team)));
            rows.seeFromTheStart("the keys of a token's issuer were never read", side, () -> {}, issuer::comeBack);
            rows.see("a token's issuer is away", side, issuer::goAway, issuer::comeBack);
            gateway.kill();
        }
        Files.writeString(house.policy(), Fleet.policy());
    }

    private static JwtClaims job(TestIssuer issuer, String team) {
        JwtClaims claims = Signer.claims(issuer.url(), "podgate", Instant.now().getEpochSecond());
        claims.setStringClaim("team", team);
        return claims;
    }

    private void runpod(House house, Side side) throws Exception {
        rows.see("RunPod is down", side, house::unplug, house::plugIn);
        Fault silent = Fault.answering(new Answer.Silent()).applying(new Applying.Never());
        row("RunPod does not answer", side, house, silent.on(Operation.UPDATE));
        Fault limit = Fault.answering(new Answer.Status(429, Optional.of(Duration.ofSeconds(6))));
        row("RunPod limits the rate", side, house, limit.on(Operation.UPDATE));
        row("RunPod refuses the key", side, house, Fault.status(401));
    }

    private void the_house_itself(House house, Side side) throws Exception {
        Path data = side.gateway().data();
        Path aside = data.resolveSibling("aside");
        rows.see(
                "the audit file cannot be written",
                side,
                () -> {
                    Files.move(data, aside);
                    Files.writeString(data, "a file where a directory is due");
                },
                () -> {
                    Files.delete(data);
                    Files.move(aside, data);
                });
        rows.see(
                "the policy is broken",
                side,
                () -> Files.writeString(house.policy(), "kind: [Broken"),
                () -> Files.writeString(house.policy(), Fleet.policy()));
        rows.see(
                "what is frozen cannot be read at the start",
                side,
                () -> {
                    side.gateway().kill();
                    Files.writeString(data.resolve("freeze.json"), "[{");
                    side.gateway().start().ready();
                },
                side::lift);
        List<CompletableFuture<?>> crowd = new ArrayList<>();
        Fault silent = Fault.answering(new Answer.Silent()).applying(new Applying.Never());
        rows.see(
                "more requests than there are places",
                side,
                () -> {
                    String busy = rows.endpoint();
                    house.sandbox().faults().add(silent.of(busy));
                    for (int i = 0; i < 2 * PLACES; i++) {
                        crowd.add(side.updating(busy, 2 + i % 3));
                    }
                    CompletableFuture.anyOf(crowd.toArray(CompletableFuture[]::new))
                            .join();
                },
                () -> {
                    house.sandbox().faults().clear();
                    CompletableFuture.allOf(crowd.toArray(CompletableFuture[]::new))
                            .join();
                });
    }

    private void database(House house) throws Exception {
        Postgres server = Postgres.ofItsOwn(directory.resolve("server"), FreePort.any());
        try {
            String url = server.empty();
            Side side = new Side(house.start(1, house.sharing(url)).getFirst());
            rows.see("PostgreSQL is down", side, server::stop, server::start);
            rows.see("PostgreSQL hangs", side, server::pause, server::resume);
            table_of_freezes(side, url);
            side.gateway().kill();
        } finally {
            server.resume();
            server.stop();
        }
    }

    private void table_of_freezes(Side side, String url) throws Exception {
        try (AgroalDataSource database = Postgres.source(url)) {
            rows.see(
                    "PostgreSQL's table of what is frozen cannot be read at the start",
                    side,
                    () -> {
                        side.gateway().kill();
                        Postgres.run(database, "ALTER TABLE frozen RENAME TO gone");
                        side.gateway().start();
                        DegradedRows.until("nothing else is awaited", () -> side.awaits("what is frozen"));
                    },
                    () -> Postgres.run(database, "ALTER TABLE gone RENAME TO frozen"));
        }
    }

    private void row(String what, Side side, House house, Fault fault) throws Exception {
        rows.see(
                what,
                side,
                () -> house.sandbox().faults().add(fault),
                () -> house.sandbox().faults().clear());
    }
}
