package io.podgate.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.podgate.endpoint.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The variables of expressions and their types. Fields have the names that they have everywhere in policies. */
final class Vocabulary {

    static final String BEFORE = "before";
    static final String AFTER = "after";
    static final String CHANGES = "changes";
    static final String TEAM = "team";
    static final String CALLER = "caller";
    static final String NOW = "now";

    private static final CelType TEXTS = ListType.create(SimpleType.STRING);
    private static final StructType SCALING = struct(
            "Scaling",
            Map.of("type", SimpleType.STRING, "queueDelay", SimpleType.DOUBLE, "requestCount", SimpleType.INT));
    private static final StructType ENDPOINT = struct("Endpoint", fields());
    private static final StructType CHANGE =
            struct("Change", Map.of("field", SimpleType.STRING, "direction", SimpleType.STRING));
    private static final StructType ASKING_TEAM =
            struct("Team", Map.of("name", SimpleType.STRING, "contact", SimpleType.STRING));
    private static final StructType ASKING_CALLER =
            struct("Caller", Map.of("name", SimpleType.STRING, "role", SimpleType.STRING));

    private static final ImmutableList<CelType> STRUCTS =
            ImmutableList.of(ENDPOINT, SCALING, CHANGE, ASKING_TEAM, ASKING_CALLER);

    private Vocabulary() {}

    private static Map<String, CelType> fields() {
        Map<String, CelType> types = new LinkedHashMap<>();
        Field.all().forEach(field -> types.put(field.key(), type(field)));
        return types;
    }

    private static CelType type(Field<?> field) {
        return switch (field.key()) {
            case "name", "minCudaVersion", "flashboot", "template", "image", "args", "registry" -> SimpleType.STRING;
            case "gpuCount", "vcpuCount", "workersMin", "workersMax", "disk" -> SimpleType.INT;
            case "gpuTypes", "cudaVersions", "cpuFlavors", "dataCenters", "networkVolumes", "ports", "env" -> TEXTS;
            case "idleTimeout", "executionTimeout" -> SimpleType.DURATION;
            case "scaling" -> SCALING;
            default -> throw new IllegalStateException("no type for the field " + field);
        };
    }

    private static StructType struct(String name, Map<String, ? extends CelType> members) {
        ImmutableMap<String, CelType> types = ImmutableMap.copyOf(members);
        return StructType.create("podgate." + name, types.keySet(), member -> Optional.ofNullable(types.get(member)));
    }

    static Map<String, CelType> variables() {
        return Map.of(
                BEFORE, ENDPOINT,
                AFTER, ENDPOINT,
                CHANGES, ListType.create(CHANGE),
                TEAM, ASKING_TEAM,
                CALLER, ASKING_CALLER,
                NOW, SimpleType.TIMESTAMP);
    }

    /** Where the language finds the types by their names. */
    static CelTypeProvider types() {
        return new CelTypeProvider() {
            @Override
            public ImmutableList<CelType> types() {
                return STRUCTS;
            }

            @Override
            public Optional<CelType> findType(String name) {
                return STRUCTS.stream().filter(type -> type.name().equals(name)).findFirst();
            }
        };
    }

    /** Whether the field is a list, which is never absent. */
    static boolean isList(Field<?> field) {
        return type(field).equals(TEXTS);
    }
}
