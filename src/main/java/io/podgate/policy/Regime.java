package io.podgate.policy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an endpoint is under by one of its names, beside its team's own limits. */
record Regime(List<LimitOverride> overrides, List<Group> groups) {

    static Regime of(PolicySet policy, Team team, String endpointId, String name) {
        return new Regime(team.overridesOf(endpointId, name), policy.groupsOf(endpointId, name));
    }

    /** What binds, in words. */
    List<String> names() {
        return Stream.concat(
                        overrides.stream()
                                .map(override -> "the override for "
                                        + override.endpoints().stream()
                                                .map(Object::toString)
                                                .collect(Collectors.joining(", "))),
                        groups.stream().map(group -> "the group " + group.name()))
                .toList();
    }

    /** The part that only this name brings. */
    Regime without(Regime other) {
        return new Regime(
                overrides.stream()
                        .filter(override -> !other.overrides.contains(override))
                        .toList(),
                groups.stream().filter(group -> !other.groups.contains(group)).toList());
    }
}
