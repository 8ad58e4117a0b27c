package io.podgate.dialect;

import static io.podgate.dialect.Fixtures.body;
import static io.podgate.dialect.Fixtures.draft;
import static io.podgate.dialect.Fixtures.ready;
import static io.podgate.dialect.Fixtures.refusals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Draft;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V2CallerOnV1Test {

    private static final String ONE_SIZE =
            "/cpu cpu must be one size on each flavour, the same on all: RunPod's v1 takes one vcpuCount";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"x"}                        | {"name":"x"}
            {"gpu":{"pools":["AMPERE_48","ADA_24"],"excludedTypes":["NVIDIA A40"]}} | {"gpuTypeIds":["NVIDIA RTX A6000","NVIDIA GeForce RTX 4090"]}
            {"gpu":{"pools":["AMPERE_24","ADA_24"]}} | {"gpuTypeIds":["NVIDIA L4","NVIDIA GeForce RTX 4090"]}
            {"gpu":{"count":2,"allowedCudaVersions":["12.8"]}} | {"gpuCount":2,"allowedCudaVersions":["12.8"]}
            {"gpu":{"minCudaVersion":"12.1"}}   | {"minCudaVersion":"12.1"}
            {"dataCenterIds":["EU-RO-1"]}       | {"dataCenterIds":["EU-RO-1"]}
            {"workers":{"min":1,"max":2,"idleTimeout":9}} | {"workersMin":1,"workersMax":2,"idleTimeout":9}
            {"scaling":{"type":"QUEUE_DELAY","queueDelay":4.0}} | {"scalerType":"QUEUE_DELAY","scalerValue":4}
            {"scaling":{"type":"REQUEST_COUNT","requestCount":3}} | {"scalerType":"REQUEST_COUNT","scalerValue":3}
            {"timeout":0}                       | {"executionTimeoutMs":0}
            {"timeout":5000}                    | {"executionTimeoutMs":5000}
            {"flashboot":"OFF"}                 | {"flashboot":false}
            {"flashboot":"FLASHBOOT"}           | {"flashboot":true}
            {"networkVolumes":["v"]}            | {"networkVolumeIds":["v"]}
            """)
    void what_v1_can_say_is_said(String said, String written) {
        assertEquals(written, body(onGpu(said)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"scaling":{"type":"QUEUE_DELAY","queueDelay":4.5}} | /scaling scaling must have an integer of at least 1 on this RunPod, which speaks v1
            {"scaling":{"type":"QUEUE_DELAY","queueDelay":0.5}} | /scaling scaling must have an integer of at least 1 on this RunPod, which speaks v1
            {"timeout":1}           | /timeout timeout must be 0 (no limit) or an integer from 5000 to 604800000 (5 seconds to 7 days, in ms) on this RunPod, which speaks v1
            {"flashboot":"PRIORITY_FLASHBOOT"} | /flashboot flashboot must be OFF or FLASHBOOT on this RunPod, which speaks v1
            {"gpu":{"minCudaVersion":""}} | /gpu/minCudaVersion gpu.minCudaVersion cannot be cleared: RunPod's v1 has no form for that
            {"gpu":{"pools":["X"]}} | /gpu/pools gpu.pools must be pools that are known; unknown is "X" (v1 has no catalogue: the policy's prices say what is in a pool)
            {"gpu":{"pools":["ADA_24"],"excludedTypes":["NVIDIA L4"]}} | /gpu/pools gpu.pools must contain every excluded type; in none of them is "NVIDIA L4"
            {"image":"i"}           | /image image cannot be said to this RunPod, which speaks v1
            {"args":""}             | /args args cannot be said to this RunPod, which speaks v1
            {"disk":1}              | /disk disk cannot be said to this RunPod, which speaks v1
            {"ports":[]}            | /ports ports cannot be said to this RunPod, which speaks v1
            {"env":{}}              | /env env cannot be said to this RunPod, which speaks v1
            {"registry":null}       | /registry registry cannot be said to this RunPod, which speaks v1
            """)
    void what_v1_cannot_say_is_refused(String said, String refusal) {
        assertEquals(List.of(refusal), refusals(onGpu(said)));
    }

    @Test
    void a_long_name_is_refused() {
        assertEquals(
                List.of("/name name must be a string of at most 191 characters on this RunPod, which speaks v1"),
                refusals(onGpu("{\"name\":\"" + "x".repeat(192) + "\"}")));
    }

    @Test
    void cpu_flavours_of_one_size_are_said() {
        assertEquals(
                "{\"cpuFlavorIds\":[\"cpu5c\",\"cpu3c\"],\"vcpuCount\":2}",
                body(draft(
                        Dialect.V2,
                        "{\"cpu\":[{\"id\":\"cpu5c\",\"vcpuCount\":2},{\"id\":\"cpu3c\",\"vcpuCount\":2}]}",
                        Dialect.V1,
                        Fixtures.v1Cpu())));
        assertEquals(
                List.of(ONE_SIZE),
                refusals(draft(
                        Dialect.V2,
                        "{\"cpu\":[{\"id\":\"cpu5c\",\"vcpuCount\":4},{\"id\":\"cpu3c\",\"vcpuCount\":2}]}",
                        Dialect.V1,
                        Fixtures.v1Cpu())));
    }

    @Test
    void several_sizes_of_a_flavour_are_more_than_v1_can_say() {
        var sizes = Fixtures.v1("{\"id\":\"e\",\"instanceIds\":[\"cpu5g-16-64\",\"cpu5g-8-32\"]}");
        String shown = "{\"cpu\":[{\"id\":\"cpu5g\",\"vcpuCount\":16},{\"id\":\"cpu5g\",\"vcpuCount\":8}]}";
        assertEquals("{\"id\":\"e\"," + shown.substring(1), Fixtures.text(Dialect.V2.write(sizes, Fixtures.CATALOG)));
        assertEquals(List.of(ONE_SIZE), refusals(draft(Dialect.V2, shown, Dialect.V1, sizes)));
        assertEquals(
                "{\"cpuFlavorIds\":[\"cpu5g\"],\"vcpuCount\":16}",
                body(draft(Dialect.V2, "{\"cpu\":[{\"id\":\"cpu5g\",\"vcpuCount\":16}]}", Dialect.V1, sizes)));
    }

    @Test
    void pools_that_no_price_names_are_refused_since_v1_has_no_catalogue_to_wait_for() {
        var update = Fixtures.update(Dialect.V2, "{\"gpu\":{\"pools\":[\"ADA_24\"]}}");
        assertEquals(
                List.of("/gpu/pools gpu.pools must be pools that are known; unknown is \"ADA_24\""
                        + " (v1 has no catalogue: the policy's prices say what is in a pool)"),
                refusals(Dialect.V1.draft(Fixtures.v1Gpu(), update, Catalog.empty(), Optional.empty())));
    }

    @Test
    void pools_without_exclusions_rest_on_the_types_that_stand() {
        assertEquals(true, ready(onGpu("{\"gpu\":{\"pools\":[\"AMPERE_24\"]}}")).restsOnCurrent());
    }

    private static Draft onGpu(String body) {
        return draft(Dialect.V2, body, Dialect.V1, Fixtures.v1Gpu());
    }
}
