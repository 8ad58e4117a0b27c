package io.podgate.policy;

import java.util.List;

/**
 * Endpoints of any team that something more holds for. Every group that an endpoint is in applies, besides its team.
 *
 * @param endpoints at least one of them matches
 * @param limits what they may become, as well as what their teams' limits say
 * @param budget what they may cost together
 */
public record Group(String name, List<Selector> endpoints, Limits limits, Budget budget) {

    public Group {
        endpoints = List.copyOf(endpoints);
    }

    /** Whose its lines and its spending are. */
    public String owner() {
        return Owners.group(name);
    }
}
