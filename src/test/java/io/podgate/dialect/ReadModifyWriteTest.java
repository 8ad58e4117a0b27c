package io.podgate.dialect;

import static io.podgate.dialect.Fixtures.body;
import static io.podgate.dialect.Fixtures.draft;
import static io.podgate.dialect.Fixtures.ready;
import static io.podgate.dialect.Fixtures.refusals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts for v1 send back the whole object that they have read, with what is empty in it. */
class ReadModifyWriteTest {

    private static final String GPU = """
            {"id": "ep1", "name": "vision-ocr", "computeType": "GPU", "gpuTypeIds": ["NVIDIA L4"], "gpuCount": 1,
             "allowedCudaVersions": ["12.8"], "minCudaVersion": %1$s, "workersMin": 0, "workersMax": 3,
             "idleTimeout": 5, "scalerType": "QUEUE_DELAY", "scalerValue": 4, "executionTimeoutMs": 600000,
             "dataCenterIds": "EU-RO-1", "networkVolumeId": %1$s, "templateId": %1$s, "instanceIds": [],
             "createdAt": "2024-07-12T19:14:40.144Z", "userId": "u", "version": 3, "template": null, "workers": null}""";

    private static final String CPU = """
            {"id": "ep2", "name": "etl", "computeType": "CPU", "gpuTypeIds": [], "gpuCount": 0, "minCudaVersion": "",
             "allowedCudaVersions": null, "instanceIds": ["cpu3c-4-8"], "workersMin": 0, "workersMax": 3,
             "scalerType": "REQUEST_COUNT", "scalerValue": 2, "networkVolumeIds": null, "networkVolumeId": null}""";

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null"})
    void what_was_read_changes_nothing(String none) {
        String answer = GPU.formatted(none);
        Endpoint current = Fixtures.v1(answer);
        Draft.Ready ready = ready(draft(Dialect.V1, answer, Dialect.V1, current));
        assertEquals(List.of(), Change.between(ready.before(), ready.after()));
        assertTrue(ready.restsOnCurrent());
        assertEquals(List.of(), ready.warnings());
    }

    @Test
    void of_the_other_compute_family_nothing_is_judged() {
        Endpoint current = Fixtures.v1(CPU);
        Draft.Ready ready = ready(draft(Dialect.V1, CPU, Dialect.V1, current));
        assertEquals(List.of(), Change.between(ready.before(), ready.after()));
        assertEquals(
                List.of("Left out, since this endpoint computes on CPU: minCudaVersion, gpuTypeIds, gpuCount,"
                        + " allowedCudaVersions."),
                ready.warnings());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"gpuTypeIds":[],"workersMax":2}                                       | gpuTypeIds
            {"gpuTypeIds":"x","workersMax":2}                                      | gpuTypeIds
            {"gpuCount":null,"workersMax":2}                                       | gpuCount
            {"allowedCudaVersions":["12.8"],"minCudaVersion":"12.1","workersMax":2} | allowedCudaVersions, minCudaVersion
            """)
    void a_cpu_endpoint_is_updated_whatever_is_said_of_cards(String said, String leftOut) {
        Draft.Ready ready = ready(draft(Dialect.V1, said, Dialect.V2, Fixtures.v2Cpu()));
        assertEquals("{\"workers\":{\"max\":2}}", body(ready));
        assertEquals(List.of("Left out, since this endpoint computes on CPU: " + leftOut + "."), ready.warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"cpuFlavorIds\":[],\"workersMax\":2}", "{\"vcpuCount\":0,\"workersMax\":2}"})
    void a_gpu_endpoint_is_updated_whatever_is_said_of_cpus(String said) {
        assertEquals("{\"workersMax\":2}", body(draft(Dialect.V1, said, Dialect.V1, Fixtures.v1Gpu())));
    }

    @Test
    void of_the_own_compute_family_all_is_judged_together() {
        assertEquals(
                List.of(
                        "/gpuTypeIds gpuTypeIds must not be empty",
                        "/gpuCount gpuCount must be an integer of at least 1; found 0"),
                refusals(draft(
                        Dialect.V1,
                        "{\"gpuTypeIds\":[],\"vcpuCount\":0,\"gpuCount\":0}",
                        Dialect.V2,
                        Fixtures.v2Gpu())));
    }

    @Test
    void the_other_faults_of_the_body_are_told_with_those_that_might_be_forgiven() {
        assertEquals(
                List.of(
                        "/gpuCount gpuCount must be an integer of at least 1; found 0",
                        "/workersMax workersMax must be an integer of at least 0; found -1"),
                Fixtures.faults(Dialect.V1, "{\"gpuCount\":0,\"workersMax\":-1}"));
    }

    @Test
    void an_empty_volume_takes_it_away() {
        Endpoint with = Fixtures.v1("{\"id\":\"ep1\",\"computeType\":\"GPU\",\"networkVolumeId\":\"v\"}");
        assertEquals(
                "{\"networkVolumeIds\":[]}", body(draft(Dialect.V1, "{\"networkVolumeId\":\"\"}", Dialect.V1, with)));
        assertEquals(
                "{\"networkVolumes\":[]}",
                body(draft(Dialect.V1, "{\"networkVolumeId\":null}", Dialect.V2, Fixtures.v2Gpu())));
    }

    @Test
    void a_floor_that_stands_cannot_be_taken_away_in_v1() {
        Endpoint v1 = Fixtures.v1(GPU.formatted("\"\""));
        v1 = v1.with(v1.config().with(Field.MIN_CUDA_VERSION, Optional.of("12.1")));
        Endpoint v2 = Fixtures.v2Gpu();
        v2 = v2.with(v2.config().with(Field.MIN_CUDA_VERSION, Optional.of("12.1")));
        String said = "{\"minCudaVersion\":\"\"}";
        assertEquals(
                List.of("/minCudaVersion minCudaVersion cannot be cleared: RunPod's v1 has no form for that"),
                refusals(draft(Dialect.V1, said, Dialect.V1, v1)));
        assertEquals(
                List.of("/minCudaVersion minCudaVersion cannot be cleared: v1 has no form for that;"
                        + " `PATCH /v2/serverless/{id}` has"),
                refusals(draft(Dialect.V1, said, Dialect.V2, v2)));
        assertEquals(
                "{\"gpu\":{\"minCudaVersion\":\"\"}}",
                body(draft(Dialect.V2, "{\"gpu\":{\"minCudaVersion\":\"\"}}", Dialect.V2, v2)));
    }

    @Test
    void a_floor_gives_way_to_versions_said_with_it() {
        Endpoint floor = Fixtures.v2Gpu();
        floor = floor.with(floor.config().with(Field.MIN_CUDA_VERSION, Optional.of("12.1")));
        String said = "{\"allowedCudaVersions\":[\"12.8\"],\"minCudaVersion\":\"\"}";
        assertEquals(
                "{\"gpu\":{\"allowedCudaVersions\":[\"12.8\"],\"minCudaVersion\":\"\"}}",
                body(draft(Dialect.V1, said, Dialect.V2, floor)));
    }

    @Test
    void a_template_that_stands_cannot_be_taken_away() {
        assertEquals(
                List.of("/templateId templateId cannot be taken away: RunPod's v1 has no form for that"),
                refusals(draft(Dialect.V1, "{\"templateId\":\"\"}", Dialect.V1, Fixtures.v1Gpu())));
        assertEquals("{}", body(draft(Dialect.V1, "{\"templateId\":null}", Dialect.V2, Fixtures.v2Gpu())));
    }
}
