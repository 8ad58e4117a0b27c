package io.podgate.simulation;

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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three teams with three endpoints each, a group across two of them, and caps too low for what all of them ask for. */
final class House {

    static final List<String> TEAMS = List.of("amber", "birch", "cedar");
    static final List<String> POOLS = List.of("AMPERE_16", "AMPERE_24", "ADA_24");
    static final String PLATFORM = "oncall";
    static final int MOST_WORKERS = 5;

    private static final int ENDPOINTS_EACH = 3;
    private static final PolicySet V1 = policy(prices());
    private static final PolicySet V2 = policy("");

    private House() {}

    static List<String> endpointsOf(String team) {
        return IntStream.rangeClosed(1, ENDPOINTS_EACH)
                .mapToObj(number -> team + number)
                .toList();
    }

    static List<String> endpoints() {
        return TEAMS.stream().flatMap(team -> endpointsOf(team).stream()).toList();
    }

    static void seed(Unplugged runpod) {
        endpoints().forEach(id -> runpod.seed("""
                {"id": "%s", "workers": {"min": 0, "max": 1, "idleTimeout": 5},
                 "gpu": {"pools": ["AMPERE_16"], "count": 1}, "timeout": 0}""".formatted(id)));
    }

    /** A v1 RunPod tells no prices, so there the policy does. */
    static PolicySet policy(Dialect runpod) {
        return runpod == Dialect.V1 ? V1 : V2;
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

    private static PolicySet policy(String prices) {
        String teams = TEAMS.stream().map(House::team).collect(Collectors.joining());
        String account = Truth.CAPS.entrySet().stream()
                .filter(cap -> cap.getKey().startsWith("account/"))
                .map(cap -> cap.getKey().substring("account/".length()) + ": " + cap.getValue())
                .collect(Collectors.joining(", "));
        return load("""
                apiVersion: podgate/v1
                kind: PolicySet
                metadata: {name: simulation}
                account: {%s}
                %sdefaults:
                  fields: [workersMin, workersMax, gpuTypes, gpuCount, executionTimeout]
                  rateLimit: 1000/minute
                teams:
                %sgroups:
                  - {name: %s, endpoints: [%s], budget: {workers: %s}}
                platform:
                  callers: [{name: %s, token: "%s", role: platform}]
                """.formatted(
                        account,
                        prices,
                        teams,
                        Truth.GROUP,
                        String.join(", ", Truth.MEMBERS),
                        Truth.CAPS.get("group/" + Truth.GROUP + "/workers"),
                        PLATFORM,
                        TokenDigest.of(PLATFORM).asWritten()));
    }

    private static String team(String team) {
        return """
                  - name: %s
                    owns: [%s]
                    budget: {burnRate: %s, workers: %s, floor: %s}
                    callers:
                      - {name: %s, token: "%s"}
                      - {name: %s-slow, token: "%s", rateLimit: 12/minute}
                """.formatted(
                        team,
                        String.join(", ", endpointsOf(team)),
                        Truth.CAPS.get("team/" + team + "/burnRate"),
                        Truth.CAPS.get("team/" + team + "/workers"),
                        Truth.CAPS.get("team/" + team + "/floor"),
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
