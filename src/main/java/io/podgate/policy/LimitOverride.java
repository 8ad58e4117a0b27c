package io.podgate.policy;

import java.util.List;

/**
 * Limits for some of a team's endpoints, key by key in place of the team's own.
 *
 * @param endpoints at least one of them matches
 */
public record LimitOverride(List<Selector> endpoints, Limits limits) {

    public LimitOverride {
        endpoints = List.copyOf(endpoints);
    }

    boolean appliesTo(String id, String name) {
        for (Selector selector : endpoints) {
            if (selector.matches(id, name)) {
                return true;
            }
        }
        return false;
    }
}
