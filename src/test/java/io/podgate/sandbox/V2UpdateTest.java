package io.podgate.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.SpecificationCheck;
import io.podgate.dialect.Dialect;
import io.podgate.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V2UpdateTest extends SandboxTest {

    private static final String LLM = "h1k9r4s8d2f6g0";
    private static final String RERANK = "r8a2n4k6z0l1q3";

    @BeforeEach
    void open() {
        open(Dialect.V2);
    }

    private Json.Obj updated(String id, String body) {
        HttpResponse<String> answer = patch("/serverless/" + id, body.replace('\'', '"'));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(object(answer), object(get("/serverless/" + id)));
        SpecificationCheck.checkIfFound("v2", "Endpoint", answer.body());
        return object(answer);
    }

    private void refused(int status, String id, String body, String words) {
        Json.Obj before = sandbox().endpoint(id).orElseThrow();
        HttpResponse<String> answer = patch("/serverless/" + id, body.replace('\'', '"'));
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(words), answer.body());
        SpecificationCheck.checkIfFound("v2", "ErrorResponse", answer.body());
        assertEquals(before, sandbox().endpoint(id).orElseThrow());
    }

    @Test
    void what_is_left_out_stays() {
        Json.Obj before = sandbox().endpoint(OCR).orElseThrow();
        Json.Obj after = updated(OCR, "{'workers': {'max': 5}}");
        assertEquals("{\"min\":0,\"max\":5,\"idleTimeout\":5}", at(after, "workers"));
        assertEquals(Docs.without(before, "workers"), Docs.without(after, "workers"));
    }

    @Test
    void pools_without_exclusions_clear_them() {
        Json.Obj after = updated(OCR, "{'gpu': {'pools': ['AMPERE_24']}}");
        assertEquals("(absent)", at(after, "gpu", "excludedTypes"));
        assertEquals("1", at(after, "gpu", "count"));
    }

    @Test
    void exclusions_stay_where_pools_are_not_mentioned() {
        Json.Obj after = updated(OCR, "{'gpu': {'count': 2}}");
        assertEquals("[\"NVIDIA RTX A5000\",\"NVIDIA GeForce RTX 3090\"]", at(after, "gpu", "excludedTypes"));
    }

    @Test
    void exclusions_are_trimmed_and_must_be_in_the_pools() {
        Json.Obj after = updated(OCR, "{'gpu': {'pools': ['AMPERE_24'], 'excludedTypes': [' NVIDIA L4 ']}}");
        assertEquals("[\"NVIDIA L4\"]", at(after, "gpu", "excludedTypes"));
        refused(400, OCR, "{'gpu': {'pools': ['ADA_24'], 'excludedTypes': ['NVIDIA L4']}}", "NVIDIA L4");
        refused(422, OCR, "{'gpu': {'excludedTypes': ['NVIDIA L4']}}", "pools");
    }

    @Test
    void env_replaces_every_variable() {
        assertEquals("{\"A\":\"1\"}", at(updated(OCR, "{'env': {'A': '1'}}"), "env"));
    }

    @Test
    void the_compute_family_is_fixed() {
        refused(400, CPU, "{'gpu': {'count': 1}}", "CPU endpoint");
        refused(400, OCR, "{'cpu': [{'id': 'cpu3c', 'vcpuCount': 2}]}", "GPU endpoint");
        refused(400, OCR, "{'gpu': {'count': 1}, 'cpu': [{'id': 'cpu3c', 'vcpuCount': 2}]}", "both");
    }

    @Test
    void one_cuda_constraint_must_clear_the_other() {
        refused(400, LLM, "{'gpu': {'minCudaVersion': '12.4'}}", "mutually exclusive");
        refused(400, RERANK, "{'gpu': {'allowedCudaVersions': ['12.8']}}", "mutually exclusive");
        refused(400, OCR, "{'gpu': {'allowedCudaVersions': ['12.8'], 'minCudaVersion': '12.4'}}", "mutually");
        Json.Obj floor = updated(LLM, "{'gpu': {'minCudaVersion': '12.4', 'allowedCudaVersions': []}}");
        assertEquals("\"12.4\"", at(floor, "gpu", "minCudaVersion"));
        Json.Obj list = updated(RERANK, "{'gpu': {'minCudaVersion': '', 'allowedCudaVersions': ['12.8']}}");
        assertEquals("null", at(list, "gpu", "minCudaVersion"));
    }

    @Test
    void the_idle_timeout_is_refused_where_a_queue_counts_requests() {
        refused(400, COUNTING, "{'workers': {'idleTimeout': 5}}", "idleTimeout");
        refused(
                400,
                OCR,
                "{'workers': {'idleTimeout': 5}, 'scaling': {'type': 'REQUEST_COUNT', 'requestCount': 2}}",
                "idleTimeout");
        updated(COUNTING, "{'workers': {'idleTimeout': 9}, 'scaling': {'type': 'QUEUE_DELAY', 'queueDelay': 0.5}}");
        updated(BALANCED, "{'workers': {'idleTimeout': 9}}");
    }

    @Test
    void load_balancers_count_requests() {
        refused(400, BALANCED, "{'scaling': {'type': 'QUEUE_DELAY', 'queueDelay': 4}}", "REQUEST_COUNT");
        assertEquals(
                "3",
                at(
                        updated(BALANCED, "{'scaling': {'type': 'REQUEST_COUNT', 'requestCount': 3}}"),
                        "scaling",
                        "requestCount"));
    }

    @Test
    void a_cpu_selection_is_replaced_whole() {
        assertEquals(
                "[{\"id\":\"cpu5g\",\"vcpuCount\":4,\"memory\":16}]",
                at(updated(CPU, "{'cpu': [{'id': 'cpu5g', 'vcpuCount': 4}]}"), "cpu"));
    }

    @ParameterizedTest
    @CsvSource({"cpu9z, 4, unknown CPU flavor", "cpu5c, 32, between 2 and 16", "cpu3c, 6, power of two"})
    void cpus_are_held_against_the_catalogue(String flavor, int vcpus, String words) {
        refused(400, CPU, "{'cpu': [{'id': '" + flavor + "', 'vcpuCount': " + vcpus + "}]}", words);
    }

    @Test
    void unknown_places_are_refused() {
        refused(400, OCR, "{'gpu': {'pools': ['VOODOO_2']}}", "VOODOO_2");
        refused(400, OCR, "{'dataCenterIds': ['MOON-1']}", "MOON-1");
        assertEquals("[]", at(updated(OCR, "{'dataCenterIds': []}"), "dataCenterIds"));
    }

    @Test
    void unknown_fields_are_named_all_at_once() {
        HttpResponse<String> answer =
                patch("/serverless/" + OCR, quoted("{'bogus': 1, 'workers': {'maximum': 2}, 'gpu': {'types': []}}"));
        assertEquals(422, answer.statusCode());
        assertEquals(
                List.of(
                        "$: additional properties 'bogus' not allowed",
                        "$.workers: additional properties 'maximum' not allowed",
                        "$.gpu: additional properties 'types' not allowed"),
                Docs.texts(object(answer), "errors"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"workers\": {\"max\": -1}} | $.workers.max",
                "{\"workers\": {\"max\": \"3\"}} | $.workers.max",
                "{\"workers\": {\"max\": 1.5}} | $.workers.max",
                "{\"workers\": {\"idleTimeout\": 0}} | $.workers.idleTimeout",
                "{\"workers\": {\"idleTimeout\": 3601}} | $.workers.idleTimeout",
                "{\"scaling\": {\"type\": \"QUEUE_DELAY\"}} | queueDelay",
                "{\"scaling\": {\"type\": \"QUEUE_DELAY\", \"queueDelay\": 0.4}} | $.scaling.queueDelay",
                "{\"scaling\": {\"type\": \"REQUEST_COUNT\", \"requestCount\": 0}} | $.scaling.requestCount",
                "{\"scaling\": {\"type\": \"MOOD\", \"queueDelay\": 4}} | $.scaling.type",
                "{\"gpu\": {\"pools\": []}} | $.gpu.pools",
                "{\"gpu\": {\"count\": 0}} | $.gpu.count",
                "{\"gpu\": {\"minCudaVersion\": \"12\"}} | $.gpu.minCudaVersion",
                "{\"flashboot\": true} | $.flashboot",
                "{\"name\": \"\"} | $.name",
                "{\"env\": {\"A\": 1}} | $.env.A",
                "{\"disk\": 0} | $.disk",
                "{\"ports\": \"8000/http\"} | $.ports",
                "{\"timeout\": null} | $.timeout"
            })
    void values_that_the_schema_refuses_are_refused(String body, String pointer) {
        refused(422, OCR, body, pointer);
        SpecificationCheck.refuteIfFound("v2", "UpdateEndpointRequest", body);
    }

    @Test
    void what_is_not_json_is_a_400() {
        refused(400, OCR, "{'workers':", "JSON");
        refused(400, OCR, "[]", "object");
    }

    @Test
    void a_template_is_applied_once_and_no_link_is_kept() {
        Json.Obj after = updated(OCR, "{'templateId': 'h8f3k2mvq1', 'env': {'MINE': '1'}, 'disk': 64}");
        assertEquals("\"ghcr.io/acme/worker:2.0.0-rc1\"", at(after, "image"));
        assertEquals("64", at(after, "disk"));
        assertEquals("{\"LOG_LEVEL\":\"debug\",\"MINE\":\"1\"}", at(after, "env"));
        assertEquals("(absent)", at(after, "templateId"));
        refused(404, OCR, "{'templateId': 'nobody'}", "template not found");
        refused(422, OCR, "{'templateId': '9x4m2p7vkd'}", "serverless");
    }

    @Test
    void container_changes_make_a_release_and_scaling_does_not() {
        updated(OCR, "{'workers': {'max': 9}, 'scaling': {'type': 'QUEUE_DELAY', 'queueDelay': 9}}");
        assertEquals("[]", at(object(get("/serverless/" + OCR + "/releases")), "releases"));
        updated(OCR, "{'image': 'ghcr.io/acme/worker:1.5.0'}");
        HttpResponse<String> answer = get("/serverless/" + OCR + "/releases");
        SpecificationCheck.checkIfFound("v2", "ListEndpointReleasesResponse", answer.body());
        Json.Obj releases = object(answer);
        assertEquals("2", at(releases, "endpointVersion"));
        assertEquals("true", at(releases, "rollout", "inProgress"));
        assertEquals(
                quoted("[{'field':'template.imageName','old':'ghcr.io/acme/worker:1.4.0',"
                        + "'new':'ghcr.io/acme/worker:1.5.0'}]"),
                at(releases, "releases", "0", "diff"));
        HttpResponse<String> workers = get("/serverless/" + OCR + "/workers");
        SpecificationCheck.checkIfFound("v2", "ListEndpointWorkersResponse", workers.body());
        assertEquals("true", at(object(workers), "workers", "0", "isStale"));
    }

    @Test
    void the_same_image_again_is_no_release() {
        updated(OCR, "{'image': 'ghcr.io/acme/worker:1.4.0'}");
        assertEquals("[]", at(object(get("/serverless/" + OCR + "/releases")), "releases"));
    }

    @Test
    void an_unknown_endpoint_is_a_404() {
        assertEquals(
                404, patch("/serverless/nobody", "{\"workers\": {\"max\": 1}}").statusCode());
        assertFalse(sandbox().endpoint("nobody").isPresent());
    }
}
