package io.podgate.sandbox;

import io.podgate.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * What the account has and may use besides its endpoints. Immutable.
 *
 * @param templates in the shape of v2's {@code Template}
 * @param networkVolumes in the shape of v2's {@code NetworkVolume}
 */
record Holdings(Stock stock, List<Json.Obj> templates, List<Json.Obj> networkVolumes) {

    Optional<Json.Obj> template(String id) {
        return templates.stream()
                .filter(template -> template.string("id").equals(Optional.of(id)))
                .findFirst();
    }

    Holdings with(Stock other) {
        return new Holdings(other, templates, networkVolumes);
    }
}
