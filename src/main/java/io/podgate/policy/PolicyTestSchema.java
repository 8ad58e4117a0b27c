package io.podgate.policy;

import static io.podgate.policy.SchemaWords.any;
import static io.podgate.policy.SchemaWords.constant;
import static io.podgate.policy.SchemaWords.count;
import static io.podgate.policy.SchemaWords.list;
import static io.podgate.policy.SchemaWords.map;
import static io.podgate.policy.SchemaWords.money;
import static io.podgate.policy.SchemaWords.object;
import static io.podgate.policy.SchemaWords.oneOf;
import static io.podgate.policy.SchemaWords.reference;
import static io.podgate.policy.SchemaWords.text;
import static io.podgate.policy.SchemaWords.time;
import static io.podgate.policy.SchemaWords.unknown;
import static io.podgate.policy.SchemaWords.word;

import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.Scaling;
import java.util.Arrays;
import java.util.Map;

/** Documents of kind {@code PolicyTest} as a part of the {@link PolicySchema}. */
final class PolicyTestSchema {

    private PolicyTestSchema() {}

    static Map<String, Object> document() {
        return object(PolicyTestReader.KEYS, PolicyTestSchema::ofTest, "apiVersion", "kind", "cases");
    }

    private static Object ofTest(String key) {
        return switch (key) {
            case "apiVersion" -> constant(PolicyReader.API_VERSION);
            case "kind" -> constant(PolicyTestReader.KIND);
            case "metadata" -> PolicySchema.metadata();
            case "catalog" -> text();
            case "cases" ->
                list(object(
                        PolicyTestReader.CASE, PolicyTestSchema::ofCase, "name", "as", "endpoint", "update", "expect"));
            default -> throw unknown(key);
        };
    }

    private static Object ofCase(String key) {
        return switch (key) {
            case "name" -> text();
            case "as" -> text(Scalars.NAME.pattern());
            case "at" -> time();
            case "endpoint" -> object(ConfigReader.ENDPOINT, PolicyTestSchema::ofEndpoint, "id");
            case "fleet" -> list(object(ConfigReader.ENDPOINT, PolicyTestSchema::ofEndpoint, "id"));
            case "spent" -> money();
            case "update" -> object(ConfigReader.UPDATE, PolicyTestSchema::ofEndpoint);
            case "expect" -> object(PolicyTestReader.EXPECTED, PolicyTestSchema::ofExpectation, "verdict");
            default -> throw unknown(key);
        };
    }

    private static Object ofExpectation(String key) {
        return key.equals("verdict") ? oneOf(PolicyTestReader.VERDICTS) : list(text());
    }

    private static Object ofEndpoint(String key) {
        return switch (key) {
            case "id", "name", "minCudaVersion", "template", "image", "args", "registry" -> word();
            case "gpuTypes", "cudaVersions", "cpuFlavors", "dataCenters", "networkVolumes", "ports" ->
                reference("names");
            case "gpuCount", "vcpuCount", "workersMin", "workersMax", "disk" -> count();
            case "idleTimeout", "executionTimeout" -> reference("duration");
            case "flashboot" ->
                any(oneOf(Arrays.stream(FlashBoot.values()).map(Enum::name).toList()), Map.of("const", false));
            case "scaling" ->
                object(ConfigReader.SCALING, kind -> switch (kind) {
                    case "type" ->
                        oneOf(Arrays.stream(Scaling.Type.values())
                                .map(Enum::name)
                                .toList());
                    case "queueDelay" -> money();
                    case "requestCount" -> count();
                    default -> throw unknown(kind);
                });
            case "env" -> map(word());
            default -> throw unknown(key);
        };
    }
}
