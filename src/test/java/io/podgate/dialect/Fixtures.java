package io.podgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Endpoints, a catalogue, and short ways to ask the dialects. */
final class Fixtures {

    static final String L4 = "NVIDIA L4";
    static final String A5000 = "NVIDIA RTX A5000";
    static final String R3090 = "NVIDIA GeForce RTX 3090";
    static final String R4090 = "NVIDIA GeForce RTX 4090";
    static final String A6000 = "NVIDIA RTX A6000";
    static final String A40 = "NVIDIA A40";

    static final Catalog CATALOG = new Catalog(
            List.of(
                    gpu(L4, "AMPERE_24"),
                    gpu(A5000, "AMPERE_24"),
                    gpu(R3090, "AMPERE_24"),
                    gpu(R4090, "ADA_24"),
                    gpu(A6000, "AMPERE_48"),
                    gpu(A40, "AMPERE_48"),
                    new Catalog.GpuType("Tesla T4", Optional.empty(), Optional.empty())),
            List.of(
                    new Catalog.CpuType("cpu3c", 2, 32, Optional.empty()),
                    new Catalog.CpuType("cpu5c", 2, 16, Optional.empty())));

    private Fixtures() {}

    private static Catalog.GpuType gpu(String id, String pool) {
        return new Catalog.GpuType(id, Optional.of(pool), Optional.empty());
    }

    /** A GPU endpoint as v2 shows it. */
    static Endpoint v2Gpu() {
        return v2("""
                {"id": "ep1", "name": "vision-ocr", "type": "QUEUE", "image": "acme/ocr:1", "args": "", "disk": 20,
                 "ports": ["8000/http"], "env": {"MODEL": "a", "TOKEN": "hunter2"}, "registry": null,
                 "gpu": {"pools": ["AMPERE_24"], "excludedTypes": ["NVIDIA RTX A5000"], "count": 1,
                         "allowedCudaVersions": [], "minCudaVersion": null},
                 "workers": {"min": 0, "max": 3, "idleTimeout": 5},
                 "scaling": {"type": "QUEUE_DELAY", "queueDelay": 4},
                 "dataCenterIds": ["EU-RO-1"], "networkVolumes": [], "timeout": 600000, "flashboot": "FLASHBOOT",
                 "createdAt": "2026-06-01T12:00:00Z"}""");
    }

    /** A CPU endpoint as v2 shows it. */
    static Endpoint v2Cpu() {
        return v2("""
                {"id": "ep2", "name": "etl", "type": "QUEUE",
                 "cpu": [{"id": "cpu3c", "vcpuCount": 4, "memory": 8}, {"id": "cpu5c", "vcpuCount": 4, "memory": 8}],
                 "workers": {"min": 0, "max": 3, "idleTimeout": 5},
                 "scaling": {"type": "QUEUE_DELAY", "queueDelay": 4},
                 "dataCenterIds": [], "networkVolumes": [], "timeout": 600000, "flashboot": "OFF",
                 "createdAt": "2026-06-01T12:00:00Z"}""");
    }

    /** A GPU endpoint as v1 shows it. */
    static Endpoint v1Gpu() {
        return v1("""
                {"id": "ep1", "name": "vision-ocr", "computeType": "GPU", "gpuTypeIds": ["NVIDIA L4"], "gpuCount": 1,
                 "allowedCudaVersions": [], "workersMin": 0, "workersMax": 3, "idleTimeout": 5,
                 "scalerType": "QUEUE_DELAY", "scalerValue": 4, "executionTimeoutMs": 600000,
                 "dataCenterIds": "EU-RO-1", "networkVolumeIds": [], "templateId": "30zmvf89kd",
                 "createdAt": "2024-07-12T19:14:40.144Z", "userId": "u", "version": 3}""");
    }

    /** A CPU endpoint as v1 shows it. */
    static Endpoint v1Cpu() {
        return v1("""
                {"id": "ep2", "name": "etl", "computeType": "CPU", "gpuCount": 1, "instanceIds": ["cpu3c-4-8"],
                 "workersMin": 0, "workersMax": 3, "scalerType": "REQUEST_COUNT", "scalerValue": 2}""");
    }

    static Endpoint v1(String answer) {
        return read(Dialect.V1, answer);
    }

    static Endpoint v2(String answer) {
        return read(Dialect.V2, answer);
    }

    static Endpoint read(Dialect dialect, String answer) {
        try {
            return dialect.readEndpoint(answer.getBytes(UTF_8));
        } catch (GarbledAnswer e) {
            throw new AssertionError(e);
        }
    }

    static ParsedUpdate.Understood understood(Dialect dialect, String body) {
        return assertInstanceOf(ParsedUpdate.Understood.class, dialect.parseUpdate(body.getBytes(UTF_8)));
    }

    static EndpointUpdate update(Dialect dialect, String body) {
        return understood(dialect, body).update();
    }

    /** What a caller of one dialect asks, for an endpoint of a RunPod that speaks another or the same. */
    static Draft draft(Dialect caller, String body, Dialect runpod, Endpoint current) {
        return runpod.draft(current, update(caller, body), CATALOG, Optional.empty());
    }

    static Draft.Ready ready(Draft draft) {
        return assertInstanceOf(Draft.Ready.class, draft);
    }

    static String body(Draft draft) {
        return new String(ready(draft).body().bytes(), UTF_8);
    }

    static String text(Rendered rendered) {
        return new String(rendered.text().bytes(), UTF_8);
    }

    /** Each violation as {@code pointer detail}. */
    static List<String> refusals(Draft draft) {
        return lines(assertInstanceOf(Draft.Refused.class, draft).violations());
    }

    /** Everything that is wrong with a body, be it forgiven on some endpoints. */
    static List<String> faults(Dialect dialect, String body) {
        return lines(
                switch (dialect.parseUpdate(body.getBytes(UTF_8))) {
                    case ParsedUpdate.Invalid(List<Violation> violations) -> violations;
                    case ParsedUpdate.Understood(EndpointUpdate update, var warnings) -> update.flaws();
                    case ParsedUpdate.Malformed malformed -> throw new AssertionError(malformed);
                });
    }

    private static List<String> lines(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.pointer() + " " + violation.detail())
                .toList();
    }

    static String resource(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
