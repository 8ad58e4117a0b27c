package io.podgate.dialect;

import static io.podgate.dialect.Fixtures.body;
import static io.podgate.dialect.Fixtures.draft;
import static io.podgate.dialect.Fixtures.ready;
import static io.podgate.dialect.Fixtures.refusals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.Scaling;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V1CallerOnV2Test {

    private static final String RANKED = "The order of gpuTypeIds says which cards to rent first; RunPod's v2 has no "
            + "form for that between the cards it chooses from.";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"x"}                         | {"name":"x"}                              | false
            {"gpuTypeIds":["NVIDIA L4"]}         | {"gpu":{"pools":["AMPERE_24"],"excludedTypes":["NVIDIA RTX A5000","NVIDIA GeForce RTX 3090"]}} | false
            {"gpuTypeIds":["NVIDIA GeForce RTX 4090"]} | {"gpu":{"pools":["ADA_24"],"excludedTypes":[]}} | false
            {"gpuCount":2}                       | {"gpu":{"count":2}}                       | false
            {"allowedCudaVersions":["12.8"]}     | {"gpu":{"allowedCudaVersions":["12.8"]}}  | false
            {"minCudaVersion":"12.1"}            | {"gpu":{"minCudaVersion":"12.1"}}         | false
            {"dataCenterIds":"EU-RO-1,CA-MTL-1"} | {"dataCenterIds":["EU-RO-1","CA-MTL-1"]}  | false
            {"workersMin":1}                     | {"workers":{"min":1}}                     | false
            {"workersMax":1}                     | {"workers":{"max":1}}                     | false
            {"idleTimeout":9}                    | {"workers":{"idleTimeout":9}}             | false
            {"scalerType":"QUEUE_DELAY","scalerValue":9} | {"scaling":{"type":"QUEUE_DELAY","queueDelay":9}} | false
            {"scalerValue":9}                    | {"scaling":{"type":"QUEUE_DELAY","queueDelay":9}} | true
            {"scalerType":"REQUEST_COUNT"}       | {"scaling":{"type":"REQUEST_COUNT","requestCount":4}} | true
            {"scalerType":"QUEUE_DELAY"}         | {"scaling":{"type":"QUEUE_DELAY","queueDelay":4}} | true
            {"executionTimeoutMs":5000}          | {"timeout":5000}                          | false
            {"flashboot":true}                   | {"flashboot":"FLASHBOOT"}                 | true
            {"flashboot":false}                  | {"flashboot":"OFF"}                       | false
            {"networkVolumeId":"v"}              | {"networkVolumes":["v"]}                  | false
            {"networkVolumeIds":["v","w"]}       | {"networkVolumes":["v","w"]}              | false
            """)
    void each_field_becomes_v2(String said, String written, boolean restsOnCurrent) {
        Draft.Ready ready = ready(onGpu(said));
        assertEquals(written, body(ready));
        assertEquals(restsOnCurrent, ready.restsOnCurrent());
        assertEquals(List.of(), ready.warnings());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"vcpuCount":8}                      | {"cpu":[{"id":"cpu3c","vcpuCount":8},{"id":"cpu5c","vcpuCount":8}]} | true
            {"cpuFlavorIds":["cpu5g"]}           | {"cpu":[{"id":"cpu5g","vcpuCount":4}]} | true
            {"cpuFlavorIds":["cpu5c","cpu3c"],"vcpuCount":2} | {"cpu":[{"id":"cpu5c","vcpuCount":2},{"id":"cpu3c","vcpuCount":2}]} | false
            """)
    void cpu_fields_become_one_whole_selection(String said, String written, boolean restsOnCurrent) {
        Draft.Ready ready = ready(draft(Dialect.V1, said, Dialect.V2, Fixtures.v2Cpu()));
        assertEquals(written, body(ready));
        assertEquals(restsOnCurrent, ready.restsOnCurrent());
        assertEquals(Set.of(Field.CPU_FLAVORS, Field.VCPU_COUNT), ready.written());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"vcpuCount":3}                      | /vcpuCount vcpuCount must come to a power of two of at least 2 vCPUs; found 3
            {"vcpuCount":1,"cpuFlavorIds":["x"]} | /vcpuCount vcpuCount must come to a power of two of at least 2 vCPUs; found 1
            {"vcpuCount":32}                     | /vcpuCount vcpuCount must be within the range of cpu5c, 2 to 16 vCPUs; found 32
            """)
    void vcpus_have_to_be_what_the_flavour_can_have(String said, String refusal) {
        assertEquals(List.of(refusal), refusals(draft(Dialect.V1, said, Dialect.V2, Fixtures.v2Cpu())));
    }

    @Test
    void flavours_of_different_sizes_do_not_complete_a_new_one() {
        Endpoint mixed = Fixtures.v2("""
                {"id": "ep2", "name": "etl", "cpu": [{"id": "cpu3c", "vcpuCount": 4}, {"id": "cpu5c", "vcpuCount": 8}]}""");
        assertEquals(
                List.of("/cpuFlavorIds cpuFlavorIds cannot be completed from the endpoint's current vCPUs: "
                        + "send vcpuCount too"),
                refusals(draft(Dialect.V1, "{\"cpuFlavorIds\":[\"cpu5g\"]}", Dialect.V2, mixed)));
        assertEquals(
                "{\"cpu\":[{\"id\":\"cpu5c\",\"vcpuCount\":8}]}",
                body(draft(Dialect.V1, "{\"cpuFlavorIds\":[\"cpu5c\"]}", Dialect.V2, mixed)));
    }

    @Test
    void several_sizes_of_a_flavour_stay_until_a_count_is_said() {
        Endpoint sizes = Fixtures.v2("""
                {"id": "e", "cpu": [{"id": "cpu3c", "vcpuCount": 8}, {"id": "cpu5c", "vcpuCount": 4},
                                    {"id": "cpu3c", "vcpuCount": 4}]}""");
        assertEquals(
                "{\"id\":\"e\",\"computeType\":\"CPU\",\"cpuFlavorIds\":[\"cpu3c\",\"cpu5c\"]}",
                Fixtures.text(Dialect.V1.write(sizes, Fixtures.CATALOG)));
        Draft.Ready restated = ready(flavors(sizes, "\"cpu3c\",\"cpu5c\""));
        assertEquals(List.of(), Change.between(restated.before(), restated.after()));
        assertEquals(
                "{\"cpu\":[{\"id\":\"cpu5c\",\"vcpuCount\":4},{\"id\":\"cpu3c\",\"vcpuCount\":8},"
                        + "{\"id\":\"cpu3c\",\"vcpuCount\":4}]}",
                body(flavors(sizes, "\"cpu5c\",\"cpu3c\"")));
        assertEquals(
                "{\"cpu\":[{\"id\":\"cpu3c\",\"vcpuCount\":8},{\"id\":\"cpu3c\",\"vcpuCount\":4}]}",
                body(flavors(sizes, "\"cpu3c\"")));
        assertEquals(
                "{\"cpu\":[{\"id\":\"cpu3c\",\"vcpuCount\":2},{\"id\":\"cpu5c\",\"vcpuCount\":2}]}",
                body(draft(Dialect.V1, "{\"vcpuCount\":2}", Dialect.V2, sizes)));
        assertEquals(1, refusals(flavors(sizes, "\"cpu5g\"")).size());
    }

    private static Draft flavors(Endpoint current, String flavors) {
        return draft(Dialect.V1, "{\"cpuFlavorIds\":[" + flavors + "]}", Dialect.V2, current);
    }

    @Test
    void types_of_several_pools_keep_the_order_of_the_pools_and_say_once_what_is_lost() {
        Draft.Ready ready = ready(onGpu(
                "{\"gpuTypeIds\":[\"NVIDIA A40\",\"NVIDIA GeForce RTX 4090\",\"NVIDIA RTX A6000\",\"NVIDIA L4\"]}"));
        assertEquals(
                "{\"gpu\":{\"pools\":[\"AMPERE_48\",\"ADA_24\",\"AMPERE_24\"],"
                        + "\"excludedTypes\":[\"NVIDIA RTX A5000\",\"NVIDIA GeForce RTX 3090\"]}}",
                body(ready));
        assertEquals(List.of(RANKED), ready.warnings());
    }

    @Test
    void a_restated_choice_of_cards_is_no_change_in_whatever_order() {
        Endpoint current = Fixtures.v2Gpu();
        Draft.Ready ready = ready(onGpu("{\"gpuTypeIds\":[\"NVIDIA L4\",\"NVIDIA GeForce RTX 3090\"]}"));
        assertEquals(
                List.of(),
                Change.between(
                        current.config().expanded(Fixtures.CATALOG),
                        ready.after().expanded(Fixtures.CATALOG)));
    }

    @Test
    void types_in_no_pool_are_named() {
        assertEquals(
                List.of("/gpuTypeIds gpuTypeIds must be types of RunPod's serverless pools; "
                        + "in none is \"Tesla T4\", \"unheard of\""),
                refusals(onGpu("{\"gpuTypeIds\":[\"NVIDIA L4\",\"Tesla T4\",\"unheard of\"]}")));
    }

    @Test
    void types_need_a_catalogue() {
        var update = Fixtures.update(Dialect.V1, "{\"gpuTypeIds\":[\"NVIDIA L4\"]}");
        assertEquals(
                new Draft.Unknowable("catalogue"),
                Dialect.V2.draft(Fixtures.v2Gpu(), update, Catalog.empty(), Optional.empty()));
    }

    @Test
    void a_fraction_of_a_second_cannot_become_a_request_count() {
        Endpoint current = Fixtures.v2Gpu();
        current = current.with(current.config().with(Field.SCALING, new Scaling.QueueDelay(new BigDecimal("4.5"))));
        assertEquals(
                List.of("/scalerType scalerType cannot be completed from the endpoint's current scaler: "
                        + "send scalerValue too"),
                refusals(draft(Dialect.V1, "{\"scalerType\":\"REQUEST_COUNT\"}", Dialect.V2, current)));
        assertEquals(
                "{\"scaling\":{\"type\":\"QUEUE_DELAY\",\"queueDelay\":4.5}}",
                body(draft(Dialect.V1, "{\"scalerType\":\"QUEUE_DELAY\"}", Dialect.V2, current)));
    }

    @Test
    void halves_of_an_unknown_scaler_cannot_be_completed() {
        Endpoint unknown = Fixtures.v2("{\"id\": \"ep1\", \"gpu\": {\"pools\": [\"ADA_24\"]}}");
        assertEquals(
                List.of("/scalerType scalerType cannot be completed from the endpoint's current scaler: "
                        + "send scalerValue too"),
                refusals(draft(Dialect.V1, "{\"scalerType\":\"REQUEST_COUNT\"}", Dialect.V2, unknown)));
        assertEquals(
                List.of("/scalerValue scalerValue cannot be completed, since the endpoint's scaler is not known: "
                        + "send scalerType too"),
                refusals(draft(Dialect.V1, "{\"scalerValue\":4}", Dialect.V2, unknown)));
    }

    @Test
    void flashboot_true_keeps_priority_where_it_stands() {
        Endpoint current = Fixtures.v2Gpu();
        current = current.with(current.config().with(Field.FLASHBOOT, FlashBoot.PRIORITY_FLASHBOOT));
        assertEquals(
                "{\"flashboot\":\"PRIORITY_FLASHBOOT\"}",
                body(draft(Dialect.V1, "{\"flashboot\":true}", Dialect.V2, current)));
    }

    @Test
    void setting_one_of_the_cuda_pair_clears_the_other() {
        Endpoint floor = Fixtures.v2Gpu();
        floor = floor.with(floor.config().with(Field.MIN_CUDA_VERSION, Optional.of("12.1")));
        Draft.Ready versions = ready(draft(Dialect.V1, "{\"allowedCudaVersions\":[\"12.8\"]}", Dialect.V2, floor));
        assertEquals("{\"gpu\":{\"allowedCudaVersions\":[\"12.8\"],\"minCudaVersion\":\"\"}}", body(versions));
        assertEquals(Optional.of(Optional.empty()), versions.after().get(Field.MIN_CUDA_VERSION));
        assertEquals(Set.of(Field.CUDA_VERSIONS, Field.MIN_CUDA_VERSION), versions.written());
        assertEquals(true, versions.restsOnCurrent());
        assertEquals(
                List.of("The endpoint's CUDA floor 12.1 is cleared: RunPod takes either allowed versions or a floor."),
                versions.warnings());
        assertEquals(
                "{\"gpu\":{\"allowedCudaVersions\":[]}}",
                body(draft(Dialect.V1, "{\"allowedCudaVersions\":[]}", Dialect.V2, floor)));
    }

    @Test
    void an_idle_timeout_that_does_not_apply_is_left_out_with_a_warning() {
        Draft.Ready ready = ready(onGpu("{\"scalerType\":\"REQUEST_COUNT\",\"scalerValue\":2,\"idleTimeout\":9}"));
        assertEquals("{\"scaling\":{\"type\":\"REQUEST_COUNT\",\"requestCount\":2}}", body(ready));
        assertEquals(Optional.empty(), ready.after().get(Field.IDLE_TIMEOUT));
        assertEquals(
                List.of("Left out, since a queue that scales on REQUEST_COUNT has none: idleTimeout."),
                ready.warnings());
    }

    @Test
    void an_idle_timeout_that_the_current_scaler_rules_out_rests_on_it() {
        Endpoint current = Fixtures.v2Gpu();
        current = current.with(current.config().with(Field.SCALING, new Scaling.RequestCount(2)));
        Draft.Ready ready = ready(draft(Dialect.V1, "{\"idleTimeout\":9}", Dialect.V2, current));
        assertEquals("{}", body(ready));
        assertEquals(true, ready.restsOnCurrent());
    }

    @Test
    void an_empty_name_is_refused() {
        assertEquals(
                List.of("/name name must not be empty: RunPod's v2 asks for at least 1 character"),
                refusals(onGpu("{\"name\":\"\"}")));
    }

    private static Draft onGpu(String body) {
        return draft(Dialect.V1, body, Dialect.V2, Fixtures.v2Gpu());
    }
}
