package io.podgate.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

class V2ReadTest extends SandboxTest {

    @BeforeEach
    void open() {
        open(Dialect.V2);
    }

    @Test
    void an_endpoint_is_shown_in_the_schemas_shape() {
        Json.Obj endpoint = object(get("/serverless/" + OCR));
        assertEquals("\"vision-ocr\"", at(endpoint, "name"));
        assertEquals("[\"AMPERE_24\"]", at(endpoint, "gpu", "pools"));
        assertEquals("[\"NVIDIA RTX A5000\",\"NVIDIA GeForce RTX 3090\"]", at(endpoint, "gpu", "excludedTypes"));
        assertEquals("null", at(endpoint, "gpu", "minCudaVersion"));
        assertEquals("(absent)", at(endpoint, "templateId"));
    }

    @Test
    void the_demo_has_eight_endpoints_within_a_standard_account() {
        List<Json.Obj> endpoints = Docs.objects(object(get("/serverless")), "endpoints");
        assertEquals(8, endpoints.size());
        int workers = endpoints.stream()
                .mapToInt(endpoint -> Docs.integer(Docs.child(endpoint, "workers"), "max", 0))
                .sum();
        assertTrue(workers <= 30, () -> workers + " workers");
    }

    @Test
    void memory_of_cpu_workers_comes_from_the_catalogue() {
        assertEquals(
                "[{\"id\":\"cpu3c\",\"vcpuCount\":8,\"memory\":16},{\"id\":\"cpu5c\",\"vcpuCount\":8,\"memory\":16}]",
                at(object(get("/serverless/" + CPU)), "cpu"));
    }

    @Test
    void the_idle_timeout_is_left_out_where_a_queue_counts_requests() {
        assertEquals("{\"min\":0,\"max\":4}", at(object(get("/serverless/" + COUNTING)), "workers"));
        assertEquals("60", at(object(get("/serverless/" + BALANCED)), "workers", "idleTimeout"));
    }

    @Test
    void prices_are_exact() {
        String gpus = get("/catalog/gpus").body();
        List<Json.Obj> types = Docs.objects(object(gpus), "gpus");
        Json.Obj rtx4090 = types.stream()
                .filter(type -> at(type, "id").equals("\"NVIDIA GeForce RTX 4090\""))
                .findFirst()
                .orElseThrow();
        assertEquals("1.116", at(rtx4090, "price", "serverless"));
        Json.Obj podOnly = types.stream()
                .filter(type -> at(type, "pool").equals("null"))
                .findFirst()
                .orElseThrow();
        assertEquals("(absent)", at(podOnly, "price", "serverless"));
    }

    @Test
    void money_spent_is_told_by_endpoint() {
        Json.Obj bills = object(get("/billing/serverless?bucketSize=day&serverlessId=" + OCR));
        assertEquals("1", at(bills, "metadata", "recordCount"));
        assertEquals("41.2", at(bills, "records", "0", "totalAmount"));
        assertEquals(400, get("/billing/serverless?bucketSize=hour").statusCode());
    }

    @Test
    void what_is_not_there_is_a_problem() {
        for (String path : List.of("/serverless/nobody", "/serverless/nobody/workers", "/templates/nobody", "/pods")) {
            HttpResponse<String> answer = get(path);
            assertEquals(404, answer.statusCode(), path);
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("content-type").orElse(""));
        }
    }

    @Test
    void another_method_is_told_what_is_allowed() {
        HttpResponse<String> answer = send("DELETE", "/serverless/" + OCR, "");
        assertEquals(405, answer.statusCode());
        assertEquals("GET, PATCH", answer.headers().firstValue("allow").orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "/serverless, ListEndpointsResponse",
        "/serverless/jpnw0v75y3qoql, Endpoint",
        "/serverless/c4v8m1kq2zr7xy, Endpoint",
        "/serverless/lb7q2n9x4m5t1w, Endpoint",
        "/serverless/h1k9r4s8d2f6g0, Endpoint",
        "/serverless/e3m5b7d9x1c2v4, Endpoint",
        "/serverless/b2t6y8u1i3o5p7, Endpoint",
        "/serverless/r8a2n4k6z0l1q3, Endpoint",
        "/serverless/p0g1h2j3k4l5z6, Endpoint",
        "/serverless/jpnw0v75y3qoql/workers, ListEndpointWorkersResponse",
        "/serverless/b2t6y8u1i3o5p7/workers, ListEndpointWorkersResponse",
        "/serverless/jpnw0v75y3qoql/releases, ListEndpointReleasesResponse",
        "/templates/30zmvf89kd, Template",
        "/templates/9x4m2p7vkd, Template",
        "/catalog/gpus, ListGpuTypesResponse",
        "/catalog/cpus, ListCpuTypesResponse",
        "/network-volumes, ListNetworkVolumesResponse",
        "/billing/serverless, ListServerlessBillingResponse",
        "/serverless/nobody, ErrorResponse"
    })
    void every_answer_fits_the_specification(String path, String schema) {
        SpecificationCheck.of("v2").check(schema, get(path).body());
    }
}
