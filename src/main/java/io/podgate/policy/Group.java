package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.List;

/**
 * Endpoints of any team that something more holds for. Every group that an endpoint is in applies, besides its team.
 *
 * @param endpoints at least one of them matches
 * @param enforcement how strictly all that is said of it holds at most
 * @param limits what they may become, as well as what their teams' limits say
 * @param budget what they may cost together
 */
public record Group(String name, List<Selector> endpoints, Enforcement enforcement, Limits limits, Budget budget) {

    public Group {
        endpoints = List.copyOf(endpoints);
    }

    /** How strictly the limit of a field holds. */
    Enforcement enforcement(Field<?> field) {
        return limits.enforcement(field).orElse(Enforcement.DENY).weakenedBy(enforcement);
    }

    /** Whose its lines and its spending are. */
    public String owner() {
        return Owners.group(name);
    }
}
