package io.podgate.sandbox;

import io.podgate.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A configuration that rolls over the workers.
 *
 * @param diff in the shape of v2's {@code ReleaseDiffEntry}
 */
record Release(int version, Instant at, List<Json.Obj> diff) {

    /** Container settings and the names that releases give them. */
    private static final Map<String, String> CONTAINER = Map.of(
            "image", "template.imageName",
            "args", "template.dockerArgs",
            "disk", "template.containerDiskInGb",
            "ports", "template.ports",
            "env", "template.env",
            "registry", "template.containerRegistryAuthId");

    static boolean concernsContainer(String field) {
        return CONTAINER.containsKey(field);
    }

    /** {@code after} with a new version, whatever changed: v1 rolls on every update. */
    static Hosted always(Hosted before, Hosted after, Instant now) {
        int version = before.hidden().version() + 1;
        List<Release> releases = new ArrayList<>(before.releases());
        releases.addFirst(new Release(version, now, diff(before.document(), after.document())));
        var hidden = after.hidden();
        return new Hosted(
                after.document(),
                new Hosted.Hidden(hidden.userId(), hidden.templateId(), version, hidden.rentOrder()),
                List.copyOf(releases));
    }

    /** {@code after} with a new version where container settings differ: v2 scales without rolling. */
    static Hosted whereContainerDiffers(Hosted before, Hosted after, Instant now) {
        boolean differs = CONTAINER.keySet().stream()
                .anyMatch(field ->
                        !before.document().get(field).equals(after.document().get(field)));
        return differs ? always(before, after, now) : after;
    }

    private static List<Json.Obj> diff(Json.Obj before, Json.Obj after) {
        List<Json.Obj> diff = new ArrayList<>();
        after.members().forEach((field, value) -> {
            if (!before.get(field).equals(after.get(field))) {
                diff.add(Docs.object(
                        "field", CONTAINER.getOrDefault(field, field), "old", before.get(field), "new", value));
            }
        });
        return List.copyOf(diff);
    }
}
