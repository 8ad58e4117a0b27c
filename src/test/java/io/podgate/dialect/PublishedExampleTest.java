package io.podgate.dialect;

import static io.podgate.dialect.Fixtures.body;
import static io.podgate.dialect.Fixtures.ready;
import static io.podgate.dialect.Fixtures.resource;
import static io.podgate.dialect.Fixtures.understood;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example of the published v1 reference, placeholders included. */
class PublishedExampleTest {

    private static final String REQUEST = resource("published-v1-request.json");
    private static final String RESPONSE = resource("published-v1-response.json");
    private static final String CPU_DROPPED = "Left out, since this endpoint computes on GPU: cpuFlavorIds, vcpuCount.";

    @Test
    void it_goes_to_a_v1_RunPod() {
        Draft.Ready ready = draft(Dialect.V1, Fixtures.v1(RESPONSE));
        assertEquals(
                "{\"name\":\"<string>\",\"gpuTypeIds\":[\"NVIDIA GeForce RTX 4090\"],\"gpuCount\":1,"
                        + "\"allowedCudaVersions\":[\"12.8\"],\"dataCenterIds\":[\"EU-RO-1\",\"CA-MTL-1\"],"
                        + "\"workersMin\":0,\"workersMax\":3,\"idleTimeout\":5,\"executionTimeoutMs\":600000,"
                        + "\"flashboot\":true,\"scalerType\":\"QUEUE_DELAY\","
                        + "\"scalerValue\":4,\"networkVolumeId\":\"<string>\"}",
                body(ready));
        assertEquals(List.of(CPU_DROPPED), ready.warnings());
        assertEquals(true, ready.restsOnCurrent()); // its template is the one that stands
    }

    @Test
    void it_goes_to_a_v2_RunPod() {
        Draft.Ready ready = draft(Dialect.V2, Fixtures.v2Gpu());
        assertEquals(
                "{\"name\":\"<string>\",\"gpu\":{\"pools\":[\"ADA_24\"],\"excludedTypes\":[],\"count\":1,"
                        + "\"allowedCudaVersions\":[\"12.8\"]},\"image\":\"acme/ocr:2\",\"env\":{\"A\":\"1\"},"
                        + "\"workers\":{\"min\":0,\"max\":3,\"idleTimeout\":5},"
                        + "\"scaling\":{\"type\":\"QUEUE_DELAY\",\"queueDelay\":4},"
                        + "\"dataCenterIds\":[\"EU-RO-1\",\"CA-MTL-1\"],\"networkVolumes\":[\"<string>\"],"
                        + "\"timeout\":600000,\"flashboot\":\"FLASHBOOT\"}",
                body(ready));
        assertEquals(List.of(CPU_DROPPED), ready.warnings());
    }

    @Test
    void its_answer_is_read() {
        Endpoint endpoint = Fixtures.v1(RESPONSE);
        assertEquals("jpnw0v75y3qoql", endpoint.id());
        assertEquals(Optional.of(ComputeFamily.GPU), endpoint.family());
        assertEquals(Optional.of("2024-07-12T19:14:40.144Z"), endpoint.createdAt());
        assertEquals(
                "{name=my endpoint, gpuTypes=Types[types=[NVIDIA GeForce RTX 4090]], gpuCount=1, cudaVersions=[12.8], "
                        + "dataCenters=[EU-NL-1, EU-RO-1, EU-SE-1], workersMin=0, workersMax=3, idleTimeout=PT5S, "
                        + "scaling=QueueDelay[seconds=4], executionTimeout=PT10M, networkVolumes=[agv6w2qcg7], "
                        + "template=30zmvf89kd, env=Env[ENV_VAR]}",
                endpoint.config().toString());
    }

    @Test
    void its_answer_can_be_sent_back_as_an_update_that_changes_nothing() {
        ParsedUpdate.Understood understood = understood(Dialect.V1, RESPONSE);
        assertEquals(1, understood.warnings().size());
        Endpoint endpoint = Fixtures.v1(RESPONSE);
        Draft.Ready ready = ready(Dialect.V1.draft(endpoint, understood.update(), Fixtures.CATALOG, Optional.empty()));
        assertEquals(endpoint.config(), ready.after());
    }

    @Test
    void the_fixture_is_strict_JSON_of_sixteen_fields() {
        assertEquals(
                List.of(),
                understood(Dialect.V1, new String(REQUEST.getBytes(UTF_8), UTF_8))
                        .warnings());
        assertEquals(
                15, understood(Dialect.V1, REQUEST).update().fields().size()); // the scaler's two halves are one field
    }

    private static Draft.Ready draft(Dialect runpod, Endpoint current) {
        EndpointConfig template = EndpointConfig.builder()
                .set(Field.IMAGE, "acme/ocr:2")
                .set(Field.ENV, new Env(Map.of("A", "1")))
                .build();
        return ready(runpod.draft(
                current, understood(Dialect.V1, REQUEST).update(), Fixtures.CATALOG, Optional.of(template)));
    }
}
