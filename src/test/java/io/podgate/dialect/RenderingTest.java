package io.podgate.dialect;

import static io.podgate.dialect.Fixtures.CATALOG;
import static io.podgate.dialect.Fixtures.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.Scaling;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderingTest {

    private static final String CONTAINER = "Left out, since v1 cannot say it: image, args, disk, ports, registry.";

    @Test
    void a_v2_gpu_endpoint_in_v1() {
        Rendered rendered = Dialect.V1.write(Fixtures.v2Gpu(), CATALOG);
        assertEquals(
                "{\"id\":\"ep1\",\"computeType\":\"GPU\",\"name\":\"vision-ocr\","
                        + "\"gpuTypeIds\":[\"NVIDIA GeForce RTX 3090\",\"NVIDIA L4\"],\"gpuCount\":1,"
                        + "\"allowedCudaVersions\":[],\"dataCenterIds\":[\"EU-RO-1\"],\"workersMin\":0,"
                        + "\"workersMax\":3,\"idleTimeout\":5,\"executionTimeoutMs\":600000,\"flashboot\":true,"
                        + "\"scalerType\":\"QUEUE_DELAY\",\"scalerValue\":4,\"networkVolumeIds\":[],"
                        + "\"env\":{\"MODEL\":\"a\",\"TOKEN\":\"hunter2\"},\"createdAt\":\"2026-06-01T12:00:00Z\"}",
                text(rendered));
        assertEquals(List.of(CONTAINER), rendered.warnings());
    }

    @Test
    void a_v2_cpu_endpoint_in_v1() {
        Rendered rendered = Dialect.V1.write(Fixtures.v2Cpu(), CATALOG);
        assertEquals(
                "{\"id\":\"ep2\",\"computeType\":\"CPU\",\"name\":\"etl\",\"cpuFlavorIds\":[\"cpu3c\",\"cpu5c\"],"
                        + "\"vcpuCount\":4,\"dataCenterIds\":[],\"workersMin\":0,\"workersMax\":3,\"idleTimeout\":5,"
                        + "\"executionTimeoutMs\":600000,\"flashboot\":false,\"scalerType\":\"QUEUE_DELAY\","
                        + "\"scalerValue\":4,\"networkVolumeIds\":[],\"createdAt\":\"2026-06-01T12:00:00Z\"}",
                text(rendered));
        assertEquals(List.of(), rendered.warnings());
    }

    @Test
    void a_v1_gpu_endpoint_in_v2() {
        Rendered rendered = Dialect.V2.write(Fixtures.v1Gpu(), CATALOG);
        assertEquals(
                "{\"id\":\"ep1\",\"name\":\"vision-ocr\",\"gpu\":{\"pools\":[\"AMPERE_24\"],"
                        + "\"excludedTypes\":[\"NVIDIA RTX A5000\",\"NVIDIA GeForce RTX 3090\"],\"count\":1,"
                        + "\"allowedCudaVersions\":[]},\"workers\":{\"min\":0,\"max\":3,\"idleTimeout\":5},"
                        + "\"scaling\":{\"type\":\"QUEUE_DELAY\",\"queueDelay\":4},\"dataCenterIds\":[\"EU-RO-1\"],"
                        + "\"networkVolumes\":[],\"timeout\":600000,\"createdAt\":\"2024-07-12T19:14:40.144Z\"}",
                text(rendered));
        assertEquals(List.of("Left out, since v2 keeps no link to a template: templateId."), rendered.warnings());
    }

    @Test
    void a_v1_cpu_endpoint_in_v2() {
        assertEquals(
                "{\"id\":\"ep2\",\"name\":\"etl\",\"cpu\":[{\"id\":\"cpu3c\",\"vcpuCount\":4}],"
                        + "\"workers\":{\"min\":0,\"max\":3},\"scaling\":{\"type\":\"REQUEST_COUNT\",\"requestCount\":2}}",
                text(Dialect.V2.write(Fixtures.v1Cpu(), CATALOG)));
    }

    @Test
    void known_absences_are_null_in_v2() {
        String written = text(Dialect.V2.write(Fixtures.v2Gpu(), CATALOG));
        assertEquals(true, written.contains("\"registry\":null"));
        assertEquals(true, written.contains("\"minCudaVersion\":null"));
        assertEquals(true, written.contains("\"type\":\"QUEUE\""));
    }

    @Test
    void what_v1_cannot_say_is_left_out_with_a_warning() {
        Endpoint endpoint = Fixtures.v2("""
                {"id": "e", "gpu": {"pools": ["BRAND_NEW"], "count": 1}, "flashboot": "PRIORITY_FLASHBOOT",
                 "networkVolumes": ["v"], "scaling": {"type": "QUEUE_DELAY", "queueDelay": 4.5}}""");
        Rendered rendered = Dialect.V1.write(endpoint, CATALOG);
        assertEquals(
                "{\"id\":\"e\",\"computeType\":\"GPU\",\"gpuCount\":1,\"flashboot\":true,"
                        + "\"scalerType\":\"QUEUE_DELAY\",\"networkVolumeId\":\"v\",\"networkVolumeIds\":[\"v\"]}",
                text(rendered));
        assertEquals(
                List.of(
                        "scalerValue is left out: v1 cannot say a queue delay that is not a whole number of seconds.",
                        "gpuTypeIds is left out: the catalogue does not know what is in \"BRAND_NEW\"."),
                rendered.warnings());
        Rendered mixed = Dialect.V1.write(
                Fixtures.v2("{\"id\":\"e\",\"cpu\":[{\"id\":\"a\",\"vcpuCount\":2},{\"id\":\"b\",\"vcpuCount\":4}]}"),
                CATALOG);
        assertEquals("{\"id\":\"e\",\"computeType\":\"CPU\",\"cpuFlavorIds\":[\"a\",\"b\"]}", text(mixed));
        assertEquals(
                List.of("vcpuCount is left out: v1 has one for all flavours, and this endpoint has several."),
                mixed.warnings());
    }

    @Test
    void what_v2_cannot_say_is_left_out_with_a_warning() {
        Rendered rendered = Dialect.V2.write(
                Fixtures.v1("{\"id\":\"e\",\"gpuTypeIds\":[\"Tesla T4\",\"NVIDIA L4\"],\"gpuCount\":2}"), CATALOG);
        assertEquals("{\"id\":\"e\",\"gpu\":{\"count\":2}}", text(rendered));
        assertEquals(
                List.of("gpu.pools is left out: the catalogue knows no pool of \"Tesla T4\"."), rendered.warnings());
        assertEquals(
                List.of("gpu.pools is left out: the catalogue knows no pool of \"NVIDIA L4\"."),
                Dialect.V2
                        .write(Fixtures.v1("{\"id\":\"e\",\"gpuTypeIds\":[\"NVIDIA L4\"]}"), Catalog.empty())
                        .warnings());
    }

    @Test
    void an_endpoint_of_which_nothing_is_known_shows_only_its_id() {
        Endpoint unknown = new Endpoint(
                "e",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                io.podgate.endpoint.EndpointConfig.unknown());
        assertEquals("{\"id\":\"e\"}", text(Dialect.V1.write(unknown, CATALOG)));
        assertEquals("{\"id\":\"e\"}", text(Dialect.V2.write(unknown, CATALOG)));
        assertEquals(
                "{\"id\":\"e\",\"scaling\":{\"type\":\"QUEUE_DELAY\",\"queueDelay\":0.5},\"flashboot\":\"OFF\"}",
                text(Dialect.V2.write(
                        unknown.with(unknown.config()
                                .with(Field.FLASHBOOT, FlashBoot.OFF)
                                .with(Field.SCALING, new Scaling.QueueDelay(new BigDecimal("0.50")))),
                        CATALOG)));
    }
}
