package io.podgate.sandbox;

import io.podgate.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint as the sandbox keeps it.
 *
 * @param document in the shape of v2's {@code Endpoint}, idle timeout always included, request URLs left out
 * @param releases newest first
 */
record Hosted(Json.Obj document, Hidden hidden, List<Release> releases) {

    /**
     * What only v1 shows.
     *
     * @param rentOrder GPU types in the order in which v1's caller wants them rented; empty for the catalogue's order
     */
    record Hidden(String userId, Optional<String> templateId, int version, List<String> rentOrder) {}

    String id() {
        return document.string("id").orElse("");
    }

    boolean onCpu() {
        return document.members().containsKey("cpu");
    }

    boolean balanced() {
        return document.string("type").equals(Optional.of("LOAD_BALANCER"));
    }

    Hosted with(Json.Obj changed) {
        return new Hosted(changed, hidden, releases);
    }

    Hosted linked(String templateId) {
        return new Hosted(
                document,
                new Hidden(hidden.userId(), Optional.of(templateId), hidden.version(), hidden.rentOrder()),
                releases);
    }

    Hosted renting(List<String> order) {
        return new Hosted(
                document, new Hidden(hidden.userId(), hidden.templateId(), hidden.version(), order), releases);
    }
}
