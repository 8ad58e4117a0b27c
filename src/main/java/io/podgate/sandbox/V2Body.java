package io.podgate.sandbox;

import io.podgate.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code UpdateEndpointRequest} of RunPod's v2 specification. */
final class V2Body {

    private static final long ANY = Long.MAX_VALUE;

    private static final Shape GPU = gpu();
    private static final Shape CPU = Shape.closed(Map.of("id", Shape.text(1, 64), "vcpuCount", Shape.integer(2, ANY)));
    private static final Shape WORKERS = Shape.closed(Map.of(
            "min", Shape.integer(0, ANY),
            "max", Shape.integer(0, ANY),
            "idleTimeout", Shape.integer(1, 3600)));
    private static final Shape BODY = Shape.closed(fields());

    private V2Body() {}

    /** The body, well-formed as far as that can be said without looking at an endpoint. */
    static Json.Obj read(byte[] text) throws Refusal {
        Json.Obj body = Docs.read(text);
        List<String> errors = new ArrayList<>();
        BODY.check("$", body, errors);
        if (!errors.isEmpty()) {
            throw new Refusal(422, "Request validation failed.", errors);
        }
        return body;
    }

    private static Map<String, Shape> fields() {
        Map<String, Shape> fields = new HashMap<>();
        fields.put("name", Shape.text(1, Integer.MAX_VALUE));
        fields.put("image", Shape.text());
        fields.put("args", Shape.text());
        fields.put("disk", Shape.integer(1, ANY));
        fields.put("env", Shape.map(Shape.text()));
        fields.put("ports", Shape.list(Shape.text(), 0));
        fields.put("registry", Shape.nullOr(Shape.text()));
        fields.put("gpu", GPU);
        fields.put("cpu", Shape.list(required(CPU, "id", "vcpuCount"), 1).withUniqueItems());
        fields.put("workers", WORKERS);
        fields.put("scaling", V2Body::checkScaling);
        fields.put("dataCenterIds", Shape.list(Shape.text(), 0));
        fields.put("networkVolumes", Shape.list(Shape.text(), 0));
        fields.put("timeout", Shape.integer(-ANY, ANY));
        fields.put("flashboot", Shape.oneOf("OFF", "FLASHBOOT", "PRIORITY_FLASHBOOT"));
        fields.put("templateId", Shape.text());
        return fields;
    }

    private static Shape gpu() {
        Shape members = Shape.closed(Map.of(
                "pools", Shape.list(Shape.text(), 1),
                "excludedTypes", Shape.list(Shape.matching("^\\s*[^-\\s]"), 0).withUniqueItems(),
                "count", Shape.integer(1, ANY),
                "allowedCudaVersions", Shape.list(Shape.matching("^\\d+\\.\\d+$"), 0),
                "minCudaVersion", Shape.matching("^$|^\\d+\\.\\d+$")));
        return (at, value, errors) -> {
            members.check(at, value, errors);
            if (value instanceof Json.Obj gpu
                    && gpu.members().containsKey("excludedTypes")
                    && !gpu.members().containsKey("pools")) {
                errors.add(at + ": properties 'pools' required, if 'excludedTypes' exists");
            }
        };
    }

    private static Shape required(Shape shape, String... names) {
        Shape presence = Shape.object(Map.of(), Set.of(names), false);
        return (at, value, errors) -> {
            shape.check(at, value, errors);
            presence.check(at, value, errors);
        };
    }

    private static void checkScaling(String at, Json value, List<String> errors) {
        boolean counting =
                value instanceof Json.Obj scaling && scaling.string("type").equals(Optional.of("REQUEST_COUNT"));
        Shape type = Shape.oneOf("QUEUE_DELAY", "REQUEST_COUNT");
        Shape union = counting
                ? required(
                        Shape.closed(Map.of("type", type, "requestCount", Shape.integer(1, ANY))),
                        "type",
                        "requestCount")
                : required(Shape.closed(Map.of("type", type, "queueDelay", Shape.number(0.5))), "type", "queueDelay");
        union.check(at, value, errors);
    }
}
