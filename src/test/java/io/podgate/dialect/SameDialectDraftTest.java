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
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Scaling;
import io.podgate.endpoint.Vcpus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SameDialectDraftTest {

    private static final Dialect V1 = Dialect.V1;
    private static final Dialect V2 = Dialect.V2;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"x\"}",
                "{\"gpuTypeIds\":[\"NVIDIA L4\",\"unheard of\"]}",
                "{\"gpuCount\":2}",
                "{\"allowedCudaVersions\":[\"12.8\"]}",
                "{\"minCudaVersion\":\"12.1\"}",
                "{\"dataCenterIds\":[\"EU-RO-1\"]}",
                "{\"workersMin\":1}",
                "{\"workersMax\":9}",
                "{\"idleTimeout\":7}",
                "{\"scalerType\":\"QUEUE_DELAY\",\"scalerValue\":9}",
                "{\"scalerType\":\"REQUEST_COUNT\"}",
                "{\"scalerValue\":9}",
                "{\"executionTimeoutMs\":5000}",
                "{\"flashboot\":true}",
                "{\"flashboot\":false}",
                "{\"networkVolumeId\":\"v\"}",
                "{\"networkVolumeIds\":[\"v\"]}",
                "{\"networkVolumeIds\":[]}"
            })
    void a_v1_RunPod_is_told_what_a_v1_caller_said(String body) {
        assertEquals(body, body(draft(V1, body, V1, Fixtures.v1Gpu())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"x\"}",
                "{\"gpu\":{\"pools\":[\"ADA_24\",\"AMPERE_24\"],\"excludedTypes\":[\"NVIDIA L4\"]}}",
                "{\"gpu\":{\"pools\":[\"AMPERE_24\"],\"excludedTypes\":[]}}",
                "{\"gpu\":{\"pools\":[\"BRAND_NEW\"],\"excludedTypes\":[\"unheard of\"]}}",
                "{\"gpu\":{\"count\":2,\"allowedCudaVersions\":[\"12.8\"],\"minCudaVersion\":\"\"}}",
                "{\"gpu\":{\"minCudaVersion\":\"12.1\"}}",
                "{\"image\":\"i\",\"args\":\"a\",\"disk\":5,\"ports\":[\"80/http\"],\"env\":{\"A\":\"1\"},"
                        + "\"registry\":\"r\"}",
                "{\"registry\":null}",
                "{\"env\":{}}",
                "{\"workers\":{\"min\":1,\"max\":2,\"idleTimeout\":3}}",
                "{\"scaling\":{\"type\":\"QUEUE_DELAY\",\"queueDelay\":4.5}}",
                "{\"scaling\":{\"type\":\"REQUEST_COUNT\",\"requestCount\":3}}",
                "{\"dataCenterIds\":[],\"networkVolumes\":[\"v\"],\"timeout\":1,\"flashboot\":\"PRIORITY_FLASHBOOT\"}"
            })
    void a_v2_RunPod_is_told_what_a_v2_caller_said(String body) {
        Draft.Ready ready = ready(draft(V2, body, V2, Fixtures.v2Gpu()));
        assertEquals(body, body(ready));
        assertEquals(List.of(), ready.warnings());
        assertEquals(false, ready.restsOnCurrent());
    }

    @Test
    void a_v2_cpu_selection_is_replaced_whole() {
        String body = "{\"cpu\":[{\"id\":\"cpu5c\",\"vcpuCount\":8},{\"id\":\"cpu3c\",\"vcpuCount\":2}]}";
        assertEquals(body, body(draft(V2, body, V2, Fixtures.v2Cpu())));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"cpu":[{"id":"cpu5c","vcpuCount":32}]} | /cpu cpu must be within the range of cpu5c, 2 to 16 vCPUs; found 32
            {"gpu":{"count":2}}                     | /gpu/count gpu.count does not apply: this endpoint computes on CPU, which cannot be changed
            """)
    void a_v2_caller_is_refused_what_its_cpu_endpoint_cannot_have(String body, String refusal) {
        assertEquals(List.of(refusal), refusals(draft(V2, body, V2, Fixtures.v2Cpu())));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"cpu":[{"id":"cpu5c","vcpuCount":8}]}  | /cpu cpu does not apply: this endpoint computes on GPU, which cannot be changed
            {"gpu":{"pools":["ADA_24"],"excludedTypes":["NVIDIA L4"]}} | /gpu/pools gpu.pools must contain every excluded type; in none of them is "NVIDIA L4"
            {"gpu":{"pools":["BRAND_NEW"],"excludedTypes":["NVIDIA L4","unheard of"]}} | /gpu/pools gpu.pools must contain every excluded type; in none of them is "NVIDIA L4"
            {"gpu":{"pools":["ADA_24"],"excludedTypes":["NVIDIA GeForce RTX 4090"]}} | /gpu/pools gpu.pools must leave at least one type that is not excluded
            {"workers":{"idleTimeout":5},"scaling":{"type":"REQUEST_COUNT","requestCount":1}} | /workers/idleTimeout workers.idleTimeout does not apply to a queue that scales on REQUEST_COUNT
            """)
    void a_v2_caller_is_refused_what_its_gpu_endpoint_cannot_have(String body, String refusal) {
        assertEquals(List.of(refusal), refusals(draft(V2, body, V2, Fixtures.v2Gpu())));
    }

    @Test
    void v2_pools_without_exclusions_keep_those_that_belong_to_the_new_pools() {
        Draft.Ready ready = ready(draft(V2, "{\"gpu\":{\"pools\":[\"ADA_24\",\"AMPERE_24\"]}}", V2, Fixtures.v2Gpu()));
        assertEquals(
                "{\"gpu\":{\"pools\":[\"ADA_24\",\"AMPERE_24\"],\"excludedTypes\":[\"NVIDIA RTX A5000\"]}}",
                body(ready));
        assertEquals(true, ready.restsOnCurrent());
        assertEquals(Set.of(Field.GPU_TYPES), ready.written());
        assertEquals(
                "{\"gpu\":{\"pools\":[\"ADA_24\"],\"excludedTypes\":[]}}",
                body(draft(V2, "{\"gpu\":{\"pools\":[\"ADA_24\"]}}", V2, Fixtures.v2Gpu())));
    }

    @Test
    void an_exclusion_that_the_catalogue_does_not_know_stays_as_long_as_the_pools_do() {
        Endpoint current = Fixtures.v2Gpu();
        current = current.with(current.config()
                .with(Field.GPU_TYPES, new GpuSelection.Pools(List.of("AMPERE_24", "ADA_24"), List.of("new card"))));
        assertEquals(
                "{\"gpu\":{\"pools\":[\"ADA_24\",\"AMPERE_24\"],\"excludedTypes\":[\"new card\"]}}",
                body(draft(V2, "{\"gpu\":{\"pools\":[\"ADA_24\",\"AMPERE_24\"]}}", V2, current)));
        Draft.Ready other = ready(draft(V2, "{\"gpu\":{\"pools\":[\"ADA_24\"]}}", V2, current));
        assertEquals("{\"gpu\":{\"pools\":[\"ADA_24\"],\"excludedTypes\":[]}}", body(other));
        assertEquals(
                List.of("No longer excluded, since RunPod's catalogue does not know the type: \"new card\"."),
                other.warnings());
    }

    @Test
    void exclusions_are_not_lost_for_want_of_a_catalogue() {
        var pools = Fixtures.update(V2, "{\"gpu\":{\"pools\":[\"ADA_24\"]}}");
        assertEquals(
                new Draft.Unknowable("catalogue"),
                V2.draft(Fixtures.v2Gpu(), pools, Catalog.empty(), Optional.empty()));
        var samePools = Fixtures.update(V2, "{\"gpu\":{\"pools\":[\"AMPERE_24\"]}}");
        assertEquals(
                "{\"gpu\":{\"pools\":[\"AMPERE_24\"],\"excludedTypes\":[\"NVIDIA RTX A5000\"]}}",
                body(V2.draft(Fixtures.v2Gpu(), samePools, Catalog.empty(), Optional.empty())));
    }

    @Test
    void a_v2_caller_has_to_clear_the_other_half_of_the_cuda_pair() {
        Endpoint floor = Fixtures.v2Gpu();
        floor = floor.with(floor.config().with(Field.MIN_CUDA_VERSION, Optional.of("12.1")));
        assertEquals(
                List.of("/gpu/allowedCudaVersions gpu.allowedCudaVersions cannot stand beside the endpoint's "
                        + "minCudaVersion 12.1: clear it in the same body with \"\""),
                refusals(draft(V2, "{\"gpu\":{\"allowedCudaVersions\":[\"12.8\"]}}", V2, floor)));
        String cleared = "{\"gpu\":{\"allowedCudaVersions\":[\"12.8\"],\"minCudaVersion\":\"\"}}";
        assertEquals(cleared, body(draft(V2, cleared, V2, floor)));
        Endpoint versions = Fixtures.v2Gpu();
        versions = versions.with(versions.config().with(Field.CUDA_VERSIONS, List.of("12.8")));
        assertEquals(
                List.of("/gpu/minCudaVersion gpu.minCudaVersion cannot stand beside the endpoint's "
                        + "allowedCudaVersions: clear them in the same body with []"),
                refusals(draft(V2, "{\"gpu\":{\"minCudaVersion\":\"12.1\"}}", V2, versions)));
    }

    @Test
    void a_load_balancer_scales_on_request_count_only() {
        Endpoint balancer = Fixtures.v2("""
                {"id": "ep3", "name": "lb", "type": "LOAD_BALANCER", "gpu": {"pools": ["ADA_24"]},
                 "workers": {"min": 0, "max": 1, "idleTimeout": 5},
                 "scaling": {"type": "REQUEST_COUNT", "requestCount": 2}}""");
        assertEquals(
                List.of("/scaling scaling must be REQUEST_COUNT: this endpoint is a load balancer and has no queue"),
                refusals(draft(V2, "{\"scaling\":{\"type\":\"QUEUE_DELAY\",\"queueDelay\":4}}", V2, balancer)));
        String body = "{\"workers\":{\"idleTimeout\":9},\"scaling\":{\"type\":\"REQUEST_COUNT\",\"requestCount\":4}}";
        assertEquals(body, body(draft(V2, body, V2, balancer)));
    }

    @Test
    void workersMin_above_workersMax_by_the_merge_alone_is_sent_with_a_warning() {
        Endpoint current = Fixtures.v2Gpu();
        current = current.with(current.config().with(Field.WORKERS_MIN, 2));
        Draft.Ready brake = ready(draft(V2, "{\"workers\":{\"max\":0}}", V2, current));
        assertEquals("{\"workers\":{\"max\":0}}", body(brake));
        assertEquals(
                List.of("The endpoint would have workersMin 2 above workersMax 0; RunPod decides."), brake.warnings());
        assertEquals(
                List.of(),
                ready(draft(V2, "{\"name\":\"x\"}", V2, brake(current))).warnings());
    }

    private static Endpoint brake(Endpoint endpoint) {
        return endpoint.with(endpoint.config().with(Field.WORKERS_MAX, 0));
    }

    @Test
    void halves_are_completed_in_what_will_stand_but_not_in_the_body() {
        Draft.Ready type = ready(draft(V1, "{\"scalerType\":\"REQUEST_COUNT\"}", V1, Fixtures.v1Gpu()));
        assertEquals(Optional.of(new Scaling.RequestCount(4)), type.after().get(Field.SCALING));
        Draft.Ready value = ready(draft(V1, "{\"scalerValue\":9}", V1, Fixtures.v1Gpu()));
        assertEquals(
                Optional.of(new Scaling.QueueDelay(BigDecimal.valueOf(9))),
                value.after().get(Field.SCALING));
        assertEquals(false, value.restsOnCurrent());
        assertEquals(Set.of(Field.SCALING), value.written());
        Draft.Ready vcpus = ready(draft(V1, "{\"vcpuCount\":8}", V1, Fixtures.v1Cpu()));
        assertEquals("{\"vcpuCount\":8}", body(vcpus));
        assertEquals(Optional.of(Vcpus.each(List.of("cpu3c"), 8)), vcpus.after().get(Field.VCPU_COUNT));
        Draft.Ready flavors = ready(draft(V1, "{\"cpuFlavorIds\":[\"cpu5c\"]}", V1, Fixtures.v1Cpu()));
        assertEquals("{\"cpuFlavorIds\":[\"cpu5c\"]}", body(flavors));
        assertEquals(
                Optional.of(Vcpus.each(List.of("cpu5c"), 4)), flavors.after().get(Field.VCPU_COUNT));
        assertEquals(Set.of(Field.CPU_FLAVORS), flavors.written());
    }

    @Test
    void which_of_several_sizes_a_v1_RunPod_would_keep_is_not_known() {
        Endpoint sizes = Fixtures.v1("{\"id\":\"e\",\"instanceIds\":[\"cpu3c-8-16\",\"cpu3c-4-8\"]}");
        assertEquals(
                List.of("/cpuFlavorIds cpuFlavorIds cannot be completed from the endpoint's current vCPUs: "
                        + "send vcpuCount too"),
                refusals(draft(V1, "{\"cpuFlavorIds\":[\"cpu3c\"]}", V1, sizes)));
        assertEquals("{\"vcpuCount\":4}", body(draft(V1, "{\"vcpuCount\":4}", V1, sizes)));
    }

    @Test
    void fields_of_the_other_family_are_dropped_for_v1_callers_whatever_RunPod_speaks() {
        String body = "{\"cpuFlavorIds\":[\"cpu3c\"],\"vcpuCount\":2,\"workersMax\":4}";
        Draft.Ready gpu = ready(draft(V1, body, V1, Fixtures.v1Gpu()));
        assertEquals("{\"workersMax\":4}", body(gpu));
        assertEquals(
                List.of("Left out, since this endpoint computes on GPU: cpuFlavorIds, vcpuCount."), gpu.warnings());
        assertEquals(Fixtures.v1Gpu().config().with(Field.WORKERS_MAX, 4), gpu.after());
        Draft.Ready cpu = ready(draft(
                V1,
                "{\"gpuTypeIds\":[\"x\"],\"gpuCount\":1,\"allowedCudaVersions\":[\"12.8\"]}",
                V1,
                Fixtures.v1Cpu()));
        assertEquals("{}", body(cpu));
        assertEquals(
                List.of("Left out, since this endpoint computes on CPU: gpuTypeIds, gpuCount, allowedCudaVersions."),
                cpu.warnings());
    }

    @Test
    void a_v1_RunPod_is_told_to_clear_the_versions_that_a_floor_replaces() {
        Endpoint current = Fixtures.v1Gpu();
        current = current.with(current.config().with(Field.CUDA_VERSIONS, List.of("12.8")));
        Draft.Ready ready = ready(draft(V1, "{\"minCudaVersion\":\"12.1\"}", V1, current));
        assertEquals("{\"allowedCudaVersions\":[],\"minCudaVersion\":\"12.1\"}", body(ready));
        assertEquals(Optional.of(List.of()), ready.after().get(Field.CUDA_VERSIONS));
    }

    @Test
    void the_cpus_of_a_v1_RunPod_are_sent_since_no_answer_shows_what_was_asked_for() {
        Endpoint current = Fixtures.v1Cpu();
        Draft.Ready ready = ready(draft(V1, "{\"cpuFlavorIds\":[\"cpu3c\"],\"vcpuCount\":4}", V1, current));
        assertEquals("{\"cpuFlavorIds\":[\"cpu3c\"],\"vcpuCount\":4}", body(ready));
        assertEquals(
                List.of("cpuFlavors", "vcpuCount"),
                Change.between(ready.before(), ready.after()).stream()
                        .map(change -> change.field().key())
                        .toList());
        assertEquals(Optional.of(List.of("cpu3c")), current.config().get(Field.CPU_FLAVORS));
    }

    @Test
    void what_is_not_said_of_a_v1_RunPods_cpus_stands_as_its_instances_tell() {
        Draft.Ready vcpus = ready(draft(V1, "{\"vcpuCount\":4}", V1, Fixtures.v1Cpu()));
        assertEquals(Optional.of(List.of("cpu3c")), vcpus.before().get(Field.CPU_FLAVORS));
        assertEquals(Optional.empty(), vcpus.before().get(Field.VCPU_COUNT));
        Draft.Ready name = ready(draft(V1, "{\"name\":\"x\"}", V1, Fixtures.v1Cpu()));
        assertEquals(Fixtures.v1Cpu().config(), name.before());
    }

    @Test
    void flashboot_of_a_v1_RunPod_is_sent_since_no_answer_shows_it() {
        Draft.Ready ready = ready(draft(V1, "{\"flashboot\":true}", V1, Fixtures.v1Gpu()));
        assertEquals(Optional.of(FlashBoot.FLASHBOOT), ready.after().get(Field.FLASHBOOT));
        assertEquals(Optional.empty(), Fixtures.v1Gpu().config().get(Field.FLASHBOOT));
    }
}
