package io.podgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.podgate.endpoint.Payload;
import org.junit.jupiter.api.Test;

final class V1WorkersTest {

    private static final Payload ENDPOINT = Payload.of("{\"id\":\"e1\",\"workersMax\":3}".getBytes(UTF_8));

    @Test
    void a_worker_is_shown_with_what_v2_tells_of_it() throws GarbledAnswer {
        String v2 = """
                {"endpointVersion":4,"summary":{"running":1},"workers":[{"id":"w1","status":"RUNNING","isStale":false,
                "version":4,"gpuCount":2,"image":"a/b:1","uptimeSeconds":9,"gpuTypeId":"NVIDIA L4",
                "dataCenterId":"EU-RO-1","startedAt":"2026-06-01T12:05:00Z"}]}""";
        assertEquals(
                "{\"id\":\"e1\",\"workersMax\":3,\"workers\":[{\"id\":\"w1\",\"desiredStatus\":\"RUNNING\","
                        + "\"image\":\"a/b:1\",\"gpu\":{\"id\":\"NVIDIA L4\",\"count\":2},"
                        + "\"machine\":{\"gpuTypeId\":\"NVIDIA L4\",\"dataCenterId\":\"EU-RO-1\"},"
                        + "\"slsVersion\":4,\"lastStartedAt\":\"2026-06-01T12:05:00Z\"}]}",
                shown(v2));
    }

    @Test
    void no_workers_are_an_empty_list() throws GarbledAnswer {
        assertEquals("{\"id\":\"e1\",\"workersMax\":3,\"workers\":[]}", shown("{\"workers\":[],\"summary\":{}}"));
    }

    @Test
    void an_answer_without_workers_is_garbled() {
        assertThrows(GarbledAnswer.class, () -> shown("{}"));
    }

    private static String shown(String v2) throws GarbledAnswer {
        return new String(V1Workers.in(ENDPOINT, v2.getBytes(UTF_8)).bytes(), UTF_8);
    }
}
