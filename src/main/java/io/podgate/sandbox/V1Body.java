package io.podgate.sandbox;

import io.podgate.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code EndpointUpdateInput} of RunPod's v1 specification, read as tolerantly as v1 read it. */
final class V1Body {

    private static final long ANY = Integer.MAX_VALUE;

    private static final Map<String, Shape> FIELDS = fields();
    private static final Shape BODY = Shape.object(FIELDS, Set.of(), false);

    private V1Body() {}

    /** The known members that are not null; unknown ones are ignored. */
    static Json.Obj read(byte[] text) throws Refusal {
        Json.Obj body = Docs.read(text);
        Json.Obj said = Docs.keep(body, name -> FIELDS.containsKey(name) && !isNull(body, name));
        List<String> errors = new ArrayList<>();
        BODY.check("body", said, errors);
        if (!errors.isEmpty()) {
            throw new Refusal(400, String.join("; ", errors));
        }
        return said;
    }

    private static boolean isNull(Json.Obj body, String name) {
        return body.members().get(name) instanceof Json.Null;
    }

    private static Map<String, Shape> fields() {
        Map<String, Shape> fields = new HashMap<>();
        Shape cuda = Shape.oneOf(
                "13.0", "12.9", "12.8", "12.7", "12.6", "12.5", "12.4", "12.3", "12.2", "12.1", "12.0", "11.8");
        Shape texts = Shape.list(Shape.text(), 0);
        fields.put("allowedCudaVersions", Shape.list(cuda, 0));
        fields.put("minCudaVersion", cuda);
        fields.put("cpuFlavorIds", Shape.list(Shape.oneOf("cpu3c", "cpu3g", "cpu5c", "cpu5g"), 0));
        fields.put("vcpuCount", Shape.integer(1, ANY));
        fields.put("dataCenterIds", V1Body::checkDataCenters);
        fields.put("executionTimeoutMs", Shape.integer(-ANY, Long.MAX_VALUE));
        fields.put("flashboot", Shape.bool());
        fields.put("gpuCount", Shape.integer(1, ANY));
        fields.put("gpuTypeIds", texts);
        fields.put("idleTimeout", Shape.integer(1, 3600));
        fields.put("name", Shape.text(0, 191));
        fields.put("networkVolumeId", Shape.text());
        fields.put("networkVolumeIds", texts);
        fields.put("scalerType", Shape.oneOf("QUEUE_DELAY", "REQUEST_COUNT"));
        fields.put("scalerValue", Shape.integer(1, ANY));
        fields.put("templateId", Shape.text());
        fields.put("workersMax", Shape.integer(0, ANY));
        fields.put("workersMin", Shape.integer(0, ANY));
        return fields;
    }

    /** An array by the schema, a comma-separated text in RunPod's own example. */
    private static void checkDataCenters(String at, Json value, List<String> errors) {
        if (!(value instanceof Json.Str)) {
            Shape.list(Shape.text(), 0).check(at, value, errors);
        }
    }
}
