package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.Scaling;
import io.podgate.endpoint.Vcpus;
import io.podgate.endpoint.Violation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {

    static Stream<Arguments> denied() {
        return Stream.of(
                denied("{workersMax: {max: 10}}", Field.WORKERS_MAX, 3, 11, "workersMax 11 is above the limit of 10"),
                denied("{workersMax: {max: 10}}", Field.WORKERS_MAX, 12, 13, "workersMax 13 is above the limit of 10"),
                denied("{workersMax: {min: 1}}", Field.WORKERS_MAX, 3, 0, "workersMax 0 is below the minimum of 1"),
                denied("{workersMin: {max: 1}}", Field.WORKERS_MIN, 0, 2, "workersMin 2 is above the limit of 1"),
                denied("{gpuCount: {max: 2}}", Field.GPU_COUNT, 1, 4, "gpuCount 4 is above the limit of 2"),
                denied("{disk: {max: 50}}", Field.DISK, 50, 51, "disk 51 is above the limit of 50"),
                denied(
                        "{idleTimeout: {min: 1, max: 300}}",
                        Field.IDLE_TIMEOUT,
                        seconds(5),
                        seconds(301),
                        "idleTimeout 301 s is above the limit of 300 s"),
                denied(
                        "{executionTimeout: {max: 1h}}",
                        Field.EXECUTION_TIMEOUT,
                        seconds(60),
                        seconds(3601),
                        "executionTimeout 3601 s is above the limit of 3600 s"),
                denied(
                        "{executionTimeout: {max: 1h}}",
                        Field.EXECUTION_TIMEOUT,
                        seconds(60),
                        seconds(0),
                        "executionTimeout 0 (no limit) is above the limit of 3600 s"),
                denied(
                        "{executionTimeout: {min: 5s}}",
                        Field.EXECUTION_TIMEOUT,
                        seconds(0),
                        Duration.ofMillis(1500),
                        "executionTimeout 1.5 s is below the minimum of 5 s"),
                denied(
                        "{scaling: {types: [QUEUE_DELAY]}}",
                        Field.SCALING,
                        delay("4"),
                        new Scaling.RequestCount(4),
                        "scaling REQUEST_COUNT is not allowed",
                        "allowed: QUEUE_DELAY"),
                denied(
                        "{scaling: {queueDelay: {min: 2}}}",
                        Field.SCALING,
                        delay("4"),
                        delay("1.5"),
                        "scaling queueDelay 1.5 is below the minimum of 2"),
                denied(
                        "{scaling: {requestCount: {max: 8}}}",
                        Field.SCALING,
                        delay("4"),
                        new Scaling.RequestCount(9),
                        "scaling requestCount 9 is above the limit of 8"),
                denied(
                        "{dataCenters: {allow: [EU-RO-1, EU-SE-1]}}",
                        Field.DATA_CENTERS,
                        List.of("EU-RO-1"),
                        List.of("EU-RO-1", "US-TX-1"),
                        "dataCenters US-TX-1 is not allowed",
                        "allowed: EU-RO-1, EU-SE-1"),
                denied(
                        "{dataCenters: {deny: [\"US-*\"]}}",
                        Field.DATA_CENTERS,
                        List.of("EU-RO-1"),
                        List.of(),
                        "dataCenters is without restriction, which is not allowed",
                        "denied: US-*"),
                denied(
                        "{cudaVersions: {allow: [12.4, \"12.10\"]}}",
                        Field.CUDA_VERSIONS,
                        List.of("12.4"),
                        List.of("12.1"),
                        "cudaVersions 12.1 is not allowed",
                        "allowed: 12.4, 12.10"),
                denied(
                        "{minCudaVersion: {allow: [\"12.*\"]}}",
                        Field.MIN_CUDA_VERSION,
                        Optional.of("12.1"),
                        Optional.empty(),
                        "minCudaVersion is without restriction, which is not allowed",
                        "allowed: 12.*"),
                denied(
                        "{cpuFlavors: {allow: [cpu3c]}}",
                        Field.CPU_FLAVORS,
                        List.of("cpu3c"),
                        List.of("cpu5c", "cpu5g"),
                        "cpuFlavors cpu5c, cpu5g are not allowed",
                        "allowed: cpu3c"),
                denied(
                        "{vcpuCount: {max: 8}}",
                        Field.VCPU_COUNT,
                        vcpus("cpu3c", 4, "cpu5c", 16),
                        vcpus("cpu3c", 16, "cpu5c", 16),
                        "vcpuCount 16 is above the limit of 8"),
                denied(
                        "{vcpuCount: {max: 8}}",
                        Field.VCPU_COUNT,
                        Vcpus.each(List.of("cpu5g"), 8),
                        vcpus("cpu5g", 8, "cpu5g", 16),
                        "vcpuCount 16 is above the limit of 8"),
                denied(
                        "{vcpuCount: {max: 8}}",
                        Field.VCPU_COUNT,
                        Vcpus.each(List.of("cpu5g"), 32),
                        vcpus("cpu5g", 32, "cpu5g", 16),
                        "vcpuCount 16 is above the limit of 8"),
                denied(
                        "{vcpuCount: {min: 4}}",
                        Field.VCPU_COUNT,
                        Vcpus.each(List.of("cpu5g"), 8),
                        vcpus("cpu5g", 8, "cpu5g", 2),
                        "vcpuCount 2 is below the minimum of 4"),
                denied(
                        "{template: {allow: [30zmvf89kd]}}",
                        Field.TEMPLATE,
                        "30zmvf89kd",
                        "other",
                        "template other is not allowed",
                        "allowed: 30zmvf89kd"),
                denied(
                        "{networkVolumes: {allow: [agv6w2qcg7]}}",
                        Field.NETWORK_VOLUMES,
                        List.of(),
                        List.of("agv6w2qcg7", "v2"),
                        "networkVolumes v2 is not allowed",
                        "allowed: agv6w2qcg7"),
                denied(
                        "{image: {allow: [\"ghcr.io/acme/*\"]}}",
                        Field.IMAGE,
                        "ghcr.io/acme/a:1",
                        "docker.io/acme/a:1",
                        "image docker.io/acme/a:1 is not allowed",
                        "allowed: ghcr.io/acme/*"),
                denied(
                        "{env: {deny: [\"AWS_*\"]}}",
                        Field.ENV,
                        new Env(Map.of("AWS_OLD", "1", "AWS_REGION", "x")),
                        new Env(Map.of("AWS_OLD", "1", "AWS_REGION", "y", "MODE", "z")),
                        "env AWS_REGION is not allowed",
                        "denied: AWS_*"),
                denied(
                        "{flashboot: {deny: [PRIORITY_FLASHBOOT]}}",
                        Field.FLASHBOOT,
                        FlashBoot.OFF,
                        FlashBoot.PRIORITY_FLASHBOOT,
                        "flashboot PRIORITY_FLASHBOOT is not allowed",
                        "denied: PRIORITY_FLASHBOOT"),
                denied(
                        "{registry: {allow: [acme]}}",
                        Field.REGISTRY,
                        Optional.empty(),
                        Optional.of("mine"),
                        "registry mine is not allowed",
                        "allowed: acme"),
                denied(
                        "{ports: {allow: [\"*/http\"]}}",
                        Field.PORTS,
                        List.of("80/http"),
                        List.of("22/tcp"),
                        "ports 22/tcp is not allowed",
                        "allowed: */http"));
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                passing("{workersMax: {max: 10}}", Field.WORKERS_MAX, 3, 10),
                passing("{workersMax: {max: 10}}", Field.WORKERS_MAX, 30, 20),
                passing("{workersMax: {min: 2}}", Field.WORKERS_MAX, 0, 1),
                passing("{executionTimeout: {min: 5s}}", Field.EXECUTION_TIMEOUT, seconds(60), seconds(0)),
                passing("{executionTimeout: {max: 1h}}", Field.EXECUTION_TIMEOUT, seconds(0), seconds(7200)),
                passing("{scaling: {types: [QUEUE_DELAY]}}", Field.SCALING, new Scaling.RequestCount(1), delay("1")),
                passing(
                        "{scaling: {types: [QUEUE_DELAY]}}",
                        Field.SCALING,
                        new Scaling.RequestCount(1),
                        new Scaling.RequestCount(2)),
                passing("{scaling: {queueDelay: {min: 2}}}", Field.SCALING, delay("1"), delay("1.5")),
                passing("{dataCenters: {allow: [EU-RO-1]}}", Field.DATA_CENTERS, List.of(), List.of("US-TX-1")),
                passing("{dataCenters: {allow: [\"*\"]}}", Field.DATA_CENTERS, List.of("EU-RO-1"), List.of()),
                passing(
                        "{dataCenters: {allow: [EU-RO-1]}}",
                        Field.DATA_CENTERS,
                        List.of("US-TX-1", "US-TX-2"),
                        List.of("US-TX-1", "EU-RO-1")),
                passing("{networkVolumes: {allow: [a]}}", Field.NETWORK_VOLUMES, List.of("b"), List.of()),
                passing(
                        "{vcpuCount: {max: 8}}",
                        Field.VCPU_COUNT,
                        vcpus("cpu3c", 16, "cpu5c", 4),
                        vcpus("cpu3c", 16, "cpu5c", 8)),
                passing(
                        "{vcpuCount: {max: 8}}",
                        Field.VCPU_COUNT,
                        vcpus("cpu5g", 32, "cpu5g", 16),
                        Vcpus.each(List.of("cpu5g"), 16)),
                passing(
                        "{vcpuCount: {max: 8, min: 8}}",
                        Field.VCPU_COUNT,
                        vcpus("cpu5g", 32, "cpu5g", 4),
                        Vcpus.each(List.of("cpu5g"), 4)),
                passing("{registry: {allow: [acme]}}", Field.REGISTRY, Optional.of("acme"), Optional.empty()),
                passing(
                        "{env: {deny: [\"AWS_*\"]}}",
                        Field.ENV,
                        new Env(Map.of("AWS_OLD", "1", "MODE", "a")),
                        new Env(Map.of("AWS_OLD", "1", "MODE", "b"))),
                passing("{workersMin: {max: 1}}", Field.WORKERS_MAX, 3, 100));
    }

    private static Arguments denied(String limits, Field<?> field, Object before, Object after, String... text) {
        String hint = text.length > 1 ? "; " + text[1] : "";
        return Arguments.of(limits, field, before, after, text[0] + " for team vision" + hint);
    }

    private static Arguments passing(String limits, Field<?> field, Object before, Object after) {
        return Arguments.of(limits, field, before, after);
    }

    @ParameterizedTest
    @MethodSource("denied")
    <T> void growth_beyond_a_limit_is_denied(String limits, Field<T> field, T before, T after, String detail) {
        List<Violation> violations =
                Asking.under(limits).change(field, before, after).violations();
        assertEquals(List.of(detail), violations.stream().map(Violation::detail).toList());
        assertEquals(Optional.of("limits." + field.key()), violations.getFirst().rule());
        assertEquals("/" + field.key(), violations.getFirst().pointer());
    }

    @ParameterizedTest
    @MethodSource("denied")
    <T> void what_was_unknown_excuses_nothing(String limits, Field<T> field, T before, T after, String detail) {
        assertFalse(Asking.under(limits).setting(field, after).allowed());
    }

    @ParameterizedTest
    @MethodSource("passing")
    <T> void what_does_not_grow_beyond_a_limit_passes(String limits, Field<T> field, T before, T after) {
        assertEquals(Verdict.ALLOWED, Asking.under(limits).change(field, before, after));
    }

    @Test
    void a_denial_says_limit_actual_and_what_would_pass() {
        Violation number = only(Asking.under("{workersMax: {max: 10}}").change(Field.WORKERS_MAX, 3, 11));
        assertEquals(Optional.of(10), number.limit());
        assertEquals(Optional.of(11), number.actual());
        assertEquals(Optional.of(10), number.passes());

        Violation above = only(Asking.under("{workersMax: {max: 10}}").change(Field.WORKERS_MAX, 12, 13));
        assertEquals(Optional.of(12), above.passes());

        Violation time = only(
                Asking.under("{executionTimeout: {max: 1h}}").change(Field.EXECUTION_TIMEOUT, seconds(9), seconds(0)));
        assertEquals(Optional.of(3600L), time.limit());
        assertEquals(Optional.of(0L), time.actual());

        Violation names = only(Asking.under("{dataCenters: {allow: [EU-RO-1]}}")
                .change(Field.DATA_CENTERS, List.of("EU-RO-1"), List.of("EU-RO-1", "US-TX-1")));
        assertEquals(Optional.of(Map.of("allow", List.of("EU-RO-1"))), names.limit());
        assertEquals(Optional.of(List.of("US-TX-1")), names.actual());
        assertEquals(Optional.of(List.of("EU-RO-1")), names.passes());
    }

    @Test
    void values_of_variables_are_never_shown() {
        Violation violation = only(Asking.under("{env: {deny: [\"AWS_*\"]}}")
                .change(Field.ENV, new Env(Map.of()), new Env(Map.of("AWS_KEY", "s3cr3t"))));
        assertEquals(-1, violation.toString().indexOf("s3cr3t"));
    }

    private static Violation only(Verdict verdict) {
        assertEquals(1, verdict.violations().size());
        return verdict.violations().getFirst();
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Scaling delay(String seconds) {
        return new Scaling.QueueDelay(new BigDecimal(seconds));
    }

    private static Vcpus vcpus(String flavor, int count, String other, int otherCount) {
        return new Vcpus(List.of(new Vcpus.Size(flavor, count), new Vcpus.Size(other, otherCount)));
    }
}
