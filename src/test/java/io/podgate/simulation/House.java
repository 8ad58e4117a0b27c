package io.podgate.simulation;

import io.podgate.admission.Errand;
import io.podgate.dialect.Dialect;
import io.podgate.json.Json;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import io.podgate.policy.TokenDigest;
import io.podgate.sandbox.Unplugged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three teams with three endpoints each, a group across two of them, and caps too low for what all of them ask for. */
final class House {

    static final List<String> TEAMS = List.of("amber", "birch", "cedar");
    static final List<String> POOLS = List.of("AMPERE_16", "AMPERE_24", "ADA_24");
    static final String PLATFORM = "oncall";
    static final int MOST_WORKERS = 5;

    private static final int ENDPOINTS_EACH = 3;
    private static final Map<Dialect, Map<Books, PolicySet>> POLICIES =
            Map.of(Dialect.V1, policies(prices()), Dialect.V2, policies(""));

    private House() {}

    static List<String> endpointsOf(String team) {
        return IntStream.rangeClosed(1, ENDPOINTS_EACH)
                .mapToObj(number -> team + number)
                .toList();
    }

    static List<String> endpoints() {
        return TEAMS.stream().flatMap(team -> endpointsOf(team).stream()).toList();
    }

    /** Of RunPod's quota; each team's has another weight. */
    static Errand.Share share(String team) {
        return new Errand.Share(team, 1 + TEAMS.indexOf(team));
    }

    static void seed(Unplugged runpod) {
        endpoints().forEach(id -> runpod.seed("""
                {"id": "%s", "workers": {"min": 0, "max": 1, "idleTimeout": 5},
                 "gpu": {"pools": ["AMPERE_16"], "count": 1}, "timeout": 0}""".formatted(id)));
    }

    /** A v1 RunPod tells no prices, so there the policy does. */
    static PolicySet policy(Dialect runpod, Books books) {
        return Objects.requireNonNull(
                Objects.requireNonNull(POLICIES.get(runpod)).get(books));
    }

    /** Of the policy whose {@link PolicySet#books} these are. */
    static Books books(String fingerprint) {
        return POLICIES.values().stream()
                .flatMap(each -> each.entrySet().stream())
                .filter(each -> each.getValue().books().equals(fingerprint))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static Map<Books, PolicySet> policies(String prices) {
        Map<Books, PolicySet> policies = new EnumMap<>(Books.class);
        for (Books books : Books.values()) {
            policies.put(books, policy(prices, books));
        }
        return policies;
    }

    private static String prices() {
        return Unplugged.gpus().stream()
                .filter(gpu -> gpu.string("pool").filter(POOLS::contains).isPresent())
                .map(gpu -> "  - {gpu: \"%s\", pool: %s, perHour: %s}\n"
                        .formatted(
                                gpu.string("id").orElseThrow(),
                                gpu.string("pool").orElseThrow(),
                                Truth.price(gpu)))
                .collect(Collectors.joining("", "prices:\n", ""));
    }

    private static PolicySet policy(String prices, Books books) {
        String teams = TEAMS.stream().map(team -> team(team, books)).collect(Collectors.joining());
        String group = books.pair().isEmpty()
                ? ""
                : "groups:\n  - {name: %s, endpoints: [%s], budget: {workers: %s}}\n"
                        .formatted(Books.GROUP, String.join(", ", books.pair()), Books.PAIR_WORKERS);
        return load("""
                apiVersion: podgate/v1
                kind: PolicySet
                metadata: {name: simulation}
                account: {%s}
                %sdefaults:
                  fields: [workersMin, workersMax, gpuTypes, gpuCount, executionTimeout]
                  rateLimit: 1000/minute
                teams:
                %s%splatform:
                  callers: [{name: %s, token: "%s", role: platform}]
                """.formatted(
                        written(books.account()),
                        prices,
                        teams,
                        group,
                        PLATFORM,
                        TokenDigest.of(PLATFORM).asWritten()));
    }

    private static String written(Map<String, String> caps) {
        return caps.entrySet().stream()
                .map(cap -> cap.getKey() + ": " + cap.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String team(String team, Books books) {
        return """
                  - name: %s
                    share: %d
                    owns: [%s]
                    budget: {%s}
                    callers:
                      - {name: %s, token: "%s"}
                      - {name: %s-slow, token: "%s", rateLimit: 12/minute}
                """.formatted(
                        team,
                        share(team).weight(),
                        String.join(", ", books.endpointsOf(team)),
                        written(books.team()),
                        team,
                        TokenDigest.of(team).asWritten(),
                        team,
                        TokenDigest.of(team + "-slow").asWritten())
                .indent(2)
                .replaceAll("(?m)^  ", "");
    }

    private static PolicySet load(String text) {
        try {
            Path file = Files.createTempFile("podgate", ".yaml");
            Files.writeString(file, text);
            PolicyLoad load = PolicyLoader.load(file);
            Files.delete(file);
            if (load instanceof PolicyLoad.Loaded loaded) {
                return loaded.policy();
            }
            throw new IllegalStateException(load + "\n" + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Json.Obj shown(List<Json.Obj> endpoints, String id) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.string("id").filter(id::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }
}
