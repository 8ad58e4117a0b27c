package io.podgate.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.SpecificationCheck;
import io.podgate.dialect.Billed;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.dialect.Template;
import io.podgate.json.Json;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class V1Test extends SandboxTest {

    @BeforeEach
    void open() {
        open(Dialect.V1);
    }

    private Json.Obj updated(String id, String body) {
        HttpResponse<String> answer = patch("/endpoints/" + id, body.replace('\'', '"'));
        assertEquals(200, answer.statusCode(), answer.body());
        SpecificationCheck.checkIfFound("v1", "Endpoint", answer.body());
        return object(answer);
    }

    private void refused(int status, String body, String words) {
        HttpResponse<String> answer = patch("/endpoints/" + OCR, body.replace('\'', '"'));
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(String.valueOf(status), at(object(answer), "status"));
        assertTrue(at(object(answer), "error").contains(words), answer.body());
    }

    @Test
    void an_endpoint_is_shown_in_v1s_shape() {
        HttpResponse<String> answer = get("/endpoints/" + OCR);
        SpecificationCheck.checkIfFound("v1", "Endpoint", answer.body());
        Json.Obj endpoint = object(answer);
        assertEquals("[\"NVIDIA L4\"]", at(endpoint, "gpuTypeIds"));
        assertEquals("\"30zmvf89kd\"", at(endpoint, "templateId"));
        assertEquals("\"agv6w2qcg7\"", at(endpoint, "networkVolumeId"));
        assertEquals("600000", at(endpoint, "executionTimeoutMs"));
        for (String hidden : List.of("flashboot", "cpuFlavorIds", "vcpuCount", "template", "workers", "type")) {
            assertFalse(endpoint.members().containsKey(hidden), hidden);
        }
    }

    @Test
    void money_spent_is_told_as_the_gateway_asks_for_it() throws GarbledAnswer {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        sandbox().bill(today, "gone", new BigDecimal("1.25"));
        HttpResponse<String> answer = get(Dialect.V1.billingPath(YearMonth.from(today)));
        SpecificationCheck.checkIfFound("v1", "BillingRecords", answer.body());
        List<Billed> bills = Dialect.V1.readBilling(answer.body().getBytes(StandardCharsets.UTF_8));
        Instant day = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        assertTrue(bills.contains(new Billed("gone", Optional.of(day), new BigDecimal("1.25"))), bills.toString());
        assertEquals(
                "[]", get("/billing/endpoints?bucketSize=day&endpointId=nobody").body());
        assertEquals(400, get("/billing/endpoints?grouping=gpuTypeId").statusCode());
    }

    @Test
    void cpu_endpoints_show_instances() {
        Json.Obj endpoint = object(get("/endpoints/" + CPU));
        assertEquals("[\"cpu3c-8-16\",\"cpu5c-8-16\"]", at(endpoint, "instanceIds"));
        assertEquals("\"CPU\"", at(endpoint, "computeType"));
        assertFalse(endpoint.members().containsKey("gpuTypeIds"));
    }

    @Test
    void the_list_is_a_bare_array() {
        HttpResponse<String> answer = get("/endpoints?includeTemplate=true&includeWorkers=true");
        SpecificationCheck.checkIfFound("v1", "Endpoints", answer.body());
        assertEquals(8, ((Json.Arr) json(answer.body())).elements().size());
    }

    @Test
    void template_and_workers_come_when_asked_for() {
        HttpResponse<String> answer = get("/endpoints/" + OCR + "?includeTemplate=true&includeWorkers=true");
        SpecificationCheck specification = SpecificationCheck.of("v1");
        specification.check("Endpoint", answer.body());
        specification.check("Template", at(object(answer), "template"));
        specification.check("Pod", at(object(answer), "workers", "0"));
        Json.Obj onCpu = object(get("/endpoints/" + CPU + "?includeWorkers=true"));
        specification.check("Pod", at(onCpu, "workers", "0"));
    }

    @Test
    void the_published_example_goes_through() {
        Json.Obj after = updated(
                OCR,
                quoted(
                        "{'allowedCudaVersions': ['12.8'], 'cpuFlavorIds': ['cpu3c'],",
                        " 'dataCenterIds': ['EU-RO-1', 'CA-MTL-1'], 'executionTimeoutMs': 600000, 'flashboot': true,",
                        " 'gpuCount': 1, 'gpuTypeIds': ['NVIDIA GeForce RTX 4090'], 'idleTimeout': 5,",
                        " 'name': '<string>', 'networkVolumeId': '<string>', 'scalerType': 'QUEUE_DELAY',",
                        " 'scalerValue': 4, 'templateId': '30zmvf89kd', 'vcpuCount': 2, 'workersMax': 3,",
                        " 'workersMin': 0}"));
        assertEquals("[\"NVIDIA GeForce RTX 4090\"]", at(after, "gpuTypeIds"));
        assertEquals("\"<string>\"", at(after, "networkVolumeId"));
        assertEquals("[\"EU-RO-1\",\"CA-MTL-1\"]", at(after, "dataCenterIds"));
        assertFalse(after.members().containsKey("instanceIds"));
    }

    @Test
    void types_keep_the_order_in_which_they_are_to_be_rented() {
        Json.Obj after = updated(OCR, "{'gpuTypeIds': ['NVIDIA RTX A5000', 'NVIDIA GeForce RTX 4090', 'NVIDIA L4']}");
        assertEquals("[\"NVIDIA RTX A5000\",\"NVIDIA GeForce RTX 4090\",\"NVIDIA L4\"]", at(after, "gpuTypeIds"));
        Json.Obj state = sandbox().endpoint(OCR).orElseThrow();
        assertEquals("[\"AMPERE_24\",\"ADA_24\"]", at(state, "gpu", "pools"));
        assertEquals("[\"NVIDIA GeForce RTX 3090\"]", at(state, "gpu", "excludedTypes"));
    }

    @Test
    void every_update_rolls_and_post_is_a_synonym() {
        assertEquals("2", at(updated(OCR, "{'workersMax': 3}"), "version"));
        HttpResponse<String> answer = send("POST", "/endpoints/" + OCR + "/update", "{\"workersMax\": 4}");
        assertEquals("3", at(object(answer), "version"));
        assertEquals("4", at(object(answer), "workersMax"));
    }

    @Test
    void unknown_fields_nulls_and_the_other_family_mean_nothing() {
        Json.Obj before = Docs.without(object(get("/endpoints/" + OCR)), "version");
        Json.Obj after = updated(OCR, "{'id': 'x', 'bogus': {}, 'workersMax': null, 'vcpuCount': 4, 'workers': []}");
        assertEquals(before, Docs.without(after, "version"));
        Json.Obj onCpu = updated(CPU, "{'gpuTypeIds': ['NVIDIA L4'], 'gpuCount': 2}");
        assertFalse(onCpu.members().containsKey("gpuCount"));
    }

    @Test
    void half_said_things_are_completed_from_what_stands() {
        updated("c4v8m1kq2zr7xy", "{'scalerValue': 7, 'flashboot': true}");
        Json.Obj captions = sandbox().endpoint("c4v8m1kq2zr7xy").orElseThrow();
        assertEquals(quoted("{'type':'QUEUE_DELAY','queueDelay':7}"), at(captions, "scaling"));
        assertEquals("\"PRIORITY_FLASHBOOT\"", at(captions, "flashboot"));
        updated(OCR, "{'scalerType': 'REQUEST_COUNT', 'flashboot': false}");
        Json.Obj ocr = sandbox().endpoint(OCR).orElseThrow();
        assertEquals(quoted("{'type':'REQUEST_COUNT','requestCount':4}"), at(ocr, "scaling"));
        assertEquals("\"OFF\"", at(ocr, "flashboot"));
        assertEquals("[\"cpu3c-4-8\",\"cpu5c-4-8\"]", at(updated(CPU, "{'vcpuCount': 4}"), "instanceIds"));
        assertEquals("[\"cpu5g-4-16\"]", at(updated(CPU, "{'cpuFlavorIds': ['cpu5g']}"), "instanceIds"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            30zmvf89kd | {image=ghcr.io/acme/worker:1.4.0, args=python -u handler.py, disk=20, ports=[8000/http], env=Env[LOG_LEVEL, MODEL_CACHE], registry=Optional.empty} | true
            h8f3k2mvq1 | {image=ghcr.io/acme/worker:2.0.0-rc1, args=, disk=40, ports=[], env=Env[LOG_LEVEL], registry=Optional[clzdaifot0001l90809257ynb]} | true
            9x4m2p7vkd | {image=runpod/pytorch:1.0.2-cu1281-torch280-ubuntu2404, args=, disk=50, ports=[8888/http, 22/tcp], env=Env[JUPYTER_ENABLE_LAB], registry=Optional.empty} | false
            """)
    void a_template_is_shown_in_v1s_shape_and_tells_what_v2_tells(String id, String container, boolean serverless)
            throws GarbledAnswer {
        HttpResponse<String> answer = get(Dialect.V1.templatePath(id));
        SpecificationCheck.checkIfFound("v1", "Template", answer.body());
        Template template = Dialect.V1.readTemplate(answer.body().getBytes(StandardCharsets.UTF_8));
        assertEquals(container, template.container().toString());
        assertEquals(serverless, template.serverless());
    }

    @Test
    void an_unknown_template_is_not_found() {
        HttpResponse<String> answer = get("/templates/nobody");
        assertEquals(404, answer.statusCode());
        assertEquals(quoted("{'error':'template not found','status':404}"), answer.body());
    }

    @Test
    void a_template_leaves_its_link() {
        Json.Obj after = updated(OCR, "{'templateId': 'h8f3k2mvq1'}");
        assertEquals("\"h8f3k2mvq1\"", at(after, "templateId"));
        assertEquals("{\"LOG_LEVEL\":\"debug\"}", at(after, "env"));
        refused(500, "{'templateId': 'nobody'}", "template");
    }

    @Test
    void data_centers_may_be_a_text() {
        assertEquals(
                "[\"EU-NL-1\",\"EU-RO-1\"]", at(updated(OCR, "{'dataCenterIds': 'EU-NL-1,EU-RO-1'}"), "dataCenterIds"));
        refused(400, "{'dataCenterIds': ['MOON-1']}", "MOON-1");
    }

    @Test
    void network_volumes_may_be_one_or_many() {
        assertEquals("[\"a\"]", at(updated(OCR, "{'networkVolumeId': 'a'}"), "networkVolumeIds"));
        assertEquals("\"b\"", at(updated(OCR, "{'networkVolumeIds': ['b', 'c']}"), "networkVolumeId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'workersMax': -1}",
                "{'workersMax': 'three'}",
                "{'idleTimeout': 3601}",
                "{'scalerType': 'MOOD'}",
                "{'scalerValue': 0}",
                "{'gpuTypeIds': ['Voodoo 2']}",
                "{'gpuTypeIds': ['NVIDIA A30']}",
                "{'gpuTypeIds': []}",
                "{'minCudaVersion': '9.0'}",
                "{'workersMax': "
            })
    void wrong_values_are_refused(String body) {
        Json.Obj before = sandbox().endpoint(OCR).orElseThrow();
        refused(400, body, "");
        assertEquals(before, sandbox().endpoint(OCR).orElseThrow());
    }

    @Test
    void errors_have_v1s_shape_and_no_quota_is_told() {
        HttpResponse<String> unknown = get("/endpoints/nobody");
        assertEquals(404, unknown.statusCode());
        assertEquals(quoted("{'error':'endpoint not found','status':404}"), unknown.body());
        HttpResponse<String> nameless = raw("GET", "/v1/endpoints", "");
        assertEquals(401, nameless.statusCode());
        assertEquals("{\"message\":\"missing or invalid bearer token\"}", nameless.body());
        for (String header : List.of("RateLimit", "RateLimit-Policy", "x-request-id")) {
            assertTrue(unknown.headers().firstValue(header).isEmpty(), header);
        }
    }

    @Test
    void v2_does_not_exist_here() {
        assertEquals(404, raw("GET", "/v2/serverless", "").statusCode());
    }
}
