package io.podgate.dialect;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.json.Json;
import io.podgate.json.Pointers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands v2's {@code gpu}: pools and exclusions are one selection, and the rest stands for itself. */
final class V2Gpu {

    private static final Shape<List<String>> POOLS = Shapes.filled(Shapes.list(Texts.IDENTIFIER));

    /** A leading dash is how RunPod marks an exclusion inside, so no type may begin with one. */
    private static final Shape<List<String>> EXCLUSIONS = Shapes.distinct(Shapes.list(Texts.identifier(
            "a GPU type id, not empty and without a dash at its beginning",
            type -> !type.isEmpty() && !type.startsWith("-"))));

    private static final Shape<Optional<String>> FLOOR =
            (json, pointer, findings) -> json instanceof Json.Str(String s) && s.isEmpty()
                    ? Optional.of(Optional.empty())
                    : Shapes.CUDA_VERSION.as(Optional::of).read(json, pointer, findings);

    private @Nullable List<String> pools;
    private @Nullable List<String> exclusions;

    private V2Gpu() {}

    static void read(Json value, String at, V2Update reading) {
        Map<String, Json> members = reading.members(value, at);
        V2Gpu gpu = new V2Gpu();
        members.forEach((name, member) -> gpu.member(name, member, Pointers.child(at, name), reading));
        if (members.containsKey("excludedTypes") && !members.containsKey("pools")) {
            reading.findings()
                    .refuse(at + "/excludedTypes", "needs gpu.pools in the same body: the two are one selection");
        }
        gpu.sayTo(reading, at + "/pools", members.containsKey("excludedTypes"));
    }

    private void member(String name, Json value, String at, V2Update reading) {
        switch (name) {
            case "pools" -> pools = POOLS.read(value, at, reading.findings()).orElse(null);
            case "excludedTypes" ->
                exclusions = EXCLUSIONS.read(value, at, reading.findings()).orElse(null);
            case "count" -> reading.say(Field.GPU_COUNT, Numbers.atLeast(1), value, at);
            case "allowedCudaVersions" -> reading.say(Field.CUDA_VERSIONS, Shapes.list(Shapes.CUDA_VERSION), value, at);
            case "minCudaVersion" -> reading.say(Field.MIN_CUDA_VERSION, FLOOR, value, at);
            default -> reading.unknown(name, at, "gpu", V2Names.OF_GPU);
        }
    }

    private void sayTo(V2Update reading, String at, boolean withExclusions) {
        if (pools == null) {
            return;
        }
        if (!withExclusions) {
            reading.update().say(Field.GPU_TYPES, new Assignment.PoolsKeepingExclusions(pools), at);
        } else if (exclusions != null) {
            reading.update().set(Field.GPU_TYPES, new GpuSelection.Pools(pools, exclusions), at);
        }
    }
}
