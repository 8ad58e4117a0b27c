package io.podgate.race;

import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import io.podgate.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Forty endpoints of five teams, caps that are too low for what all of them ask for, and what an endpoint comes to. */
final class Fleet {

    static final List<String> TEAMS = List.of("amber", "birch", "cedar", "daisy", "ember");
    static final String ONCALL = "oncall";
    static final int ENDPOINTS_EACH = 8;
    static final List<String> POOLS = List.of("AMPERE_16", "AMPERE_24", "ADA_24", "AMPERE_48");

    private static final Sum TEAM_CAP = new Sum(new BigDecimal("17.5000"), 22);
    private static final Sum ACCOUNT_CAP = new Sum(new BigDecimal("70.0000"), 90);
    private static final int DEPTH = 32;

    private final Map<String, BigDecimal> dearestOfPool;

    /** What endpoints come to at worst: USD per hour, and workers. */
    record Sum(BigDecimal burnRate, int workers) {

        static final Sum NOTHING = new Sum(BigDecimal.ZERO, 0);

        Sum plus(Sum other) {
            return new Sum(burnRate.add(other.burnRate), workers + other.workers);
        }

        Sum minus(Sum other) {
            return new Sum(burnRate.subtract(other.burnRate), workers - other.workers);
        }

        boolean exceeds(Sum cap) {
            return burnRate.compareTo(cap.burnRate) > 0 || workers > cap.workers;
        }

        boolean is(Sum other) {
            return burnRate.compareTo(other.burnRate) == 0 && workers == other.workers;
        }
    }

    Fleet() {
        this.dearestOfPool = dearest();
    }

    static List<String> endpoints() {
        return TEAMS.stream().flatMap(team -> endpointsOf(team).stream()).toList();
    }

    static List<String> endpointsOf(String team) {
        return IntStream.rangeClosed(1, ENDPOINTS_EACH)
                .mapToObj(number -> team + number)
                .toList();
    }

    static String teamOf(String endpoint) {
        return endpoint.substring(0, endpoint.length() - 1);
    }

    /** The budgets' owners, as the ledger names them. */
    static List<String> owners() {
        List<String> owners = new ArrayList<>(List.of("account"));
        TEAMS.forEach(team -> owners.add(ownerOf(team)));
        return owners;
    }

    static String ownerOf(String team) {
        return "team/" + team;
    }

    static Sum capOf(String owner) {
        return owner.equals("account") ? ACCOUNT_CAP : TEAM_CAP;
    }

    static void seed(Sandbox sandbox) {
        endpoints()
                .forEach(id -> sandbox.seed((Json.Obj) Json.of(Map.of(
                        "id",
                        id,
                        "workers",
                        Map.of("min", 0, "max", 1, "idleTimeout", 5),
                        "gpu",
                        Map.of("pools", List.of("AMPERE_16"), "count", 1),
                        "timeout",
                        0))));
    }

    static String token(String team) {
        return team + "-token";
    }

    static String policy() {
        StringBuilder policy = new StringBuilder("""
                apiVersion: podgate/v1
                kind: PolicySet
                metadata: {name: race}
                account: {workers: %d, burnRate: %s}
                defaults:
                  fields: [workersMin, workersMax, gpuTypes, gpuCount, executionTimeout]
                  rateLimit: 1000000/second
                  readLimit: 1000000/second
                teams:
                """.formatted(ACCOUNT_CAP.workers(), ACCOUNT_CAP.burnRate()));
        TEAMS.forEach(team -> policy.append("""
                  - name: %s
                    owns: [%s]
                    budget: {burnRate: %s, workers: %d}
                    callers: [{name: %s-service, token: "sha256:%s"}]
                """.formatted(
                        team,
                        String.join(", ", endpointsOf(team)),
                        TEAM_CAP.burnRate(),
                        TEAM_CAP.workers(),
                        team,
                        sha256(token(team)))));
        return policy.append("platform:\n  callers: [{name: %s, role: platform, token: \"sha256:%s\"}]\n"
                        .formatted(ONCALL, sha256(token(ONCALL))))
                .toString();
    }

    /** The same where each team has jobs, too, whose tokens somebody else signs. */
    static String policyOfJobs(String issuer) {
        return policy().replaceAll("callers: \\[\\{name: (\\w+)-service", """
                callers: [{name: $1-job, jwt: {issuer: "%s", audience: podgate, claims: {team: $1}}}, {name: $1-service\
                """.formatted(issuer));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    // --- what an endpoint comes to, reckoned from what the sandbox shows, with nothing of the gateway's ---

    Sum of(Json.Obj shown) {
        Json.Obj gpu = child(shown, "gpu");
        BigDecimal dearest = BigDecimal.ZERO;
        for (Json pool : elements(gpu, "pools")) {
            dearest = dearest.max(Objects.requireNonNull(dearestOfPool.get(((Json.Str) pool).value())));
        }
        int workers = number(child(shown, "workers"), "max").intValueExact();
        return new Sum(dearest.multiply(number(gpu, "count")).multiply(BigDecimal.valueOf(workers)), workers);
    }

    private static Map<String, BigDecimal> dearest() {
        Map<String, BigDecimal> dearest = new HashMap<>();
        for (Json card : elements(catalog(), "gpus")) {
            Json.Obj gpu = (Json.Obj) card;
            gpu.string("pool")
                    .ifPresent(pool -> dearest.merge(pool, number(child(gpu, "price"), "serverless"), BigDecimal::max));
        }
        return dearest;
    }

    private static Json.Obj catalog() {
        try (InputStream in = Objects.requireNonNull(Sandbox.class.getResourceAsStream("catalog.json"))) {
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Json.Obj read(byte[] text) {
        try {
            return (Json.Obj) JsonReader.read(text, DEPTH);
        } catch (MalformedJson e) {
            throw new IllegalStateException(e);
        }
    }

    static Json.Obj child(Json.Obj object, String name) {
        return (Json.Obj) object.get(name).orElseThrow();
    }

    static List<Json> elements(Json.Obj object, String name) {
        return ((Json.Arr) object.get(name).orElse(new Json.Arr(List.of()))).elements();
    }

    static BigDecimal number(Json.Obj object, String name) {
        return new BigDecimal(((Json.Num) object.get(name).orElseThrow()).text());
    }

    /** The sums of all owners, of endpoints by their ids. */
    static Map<String, Sum> byOwner(Map<String, Sum> endpoints) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        owners().forEach(owner -> sums.put(owner, Sum.NOTHING));
        endpoints.forEach((id, sum) -> {
            sums.merge("account", sum, Sum::plus);
            sums.merge(ownerOf(teamOf(id)), sum, Sum::plus);
        });
        return sums;
    }
}
