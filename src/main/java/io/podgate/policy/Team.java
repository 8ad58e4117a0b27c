package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who shares endpoints and limits.
 *
 * @param contact shown to callers that are denied
 * @param enforcement how strictly all that is said of it holds at most
 * @param owns which endpoints are its
 * @param fields what its callers may change; nothing else
 * @param limits what those may become
 * @param budget what its endpoints may cost together
 * @param overrides for some of its endpoints; where several match, the later one wins
 * @param share how many turns it has in the line for RunPod's quota while others have one
 */
public record Team(
        String name,
        Optional<String> contact,
        Enforcement enforcement,
        List<Selector> owns,
        Set<Field<?>> fields,
        Limits limits,
        Budget budget,
        List<LimitOverride> overrides,
        List<Caller> callers,
        Rate rateLimit,
        Rate readLimit,
        int share) {

    /** How many turns in the line for RunPod's quota a team has, where neither it nor the defaults say anything. */
    public static final int DEFAULT_SHARE = 1;

    public Team {
        owns = List.copyOf(owns);
        overrides = List.copyOf(overrides);
        callers = List.copyOf(callers);
    }

    /** Whose its lines and its spending are. */
    public String owner() {
        return Owners.team(name);
    }

    /** What holds for one endpoint, overrides included. */
    public Limits limitsFor(String id, String endpointName) {
        Limits holding = limits;
        for (LimitOverride override : overridesOf(id, endpointName)) {
            holding = override.limits().over(holding);
        }
        return holding;
    }

    List<LimitOverride> overridesOf(String id, String endpointName) {
        return overrides.isEmpty()
                ? overrides
                : overrides.stream()
                        .filter(override -> override.appliesTo(id, endpointName))
                        .toList();
    }

    /** How strictly the limit of a field holds. */
    Enforcement enforcement(Field<?> field, List<LimitOverride> applying) {
        Optional<Enforcement> said = limits.enforcement(field);
        for (LimitOverride override : applying) {
            Optional<Enforcement> below = said;
            said = override.limits().enforcement(field).or(() -> below);
        }
        return said.orElse(Enforcement.DENY).weakenedBy(enforcement);
    }

    /** What holds for one field; merges no more than is asked for. */
    <T> Optional<Limit<T>> limit(Field<T> field, List<LimitOverride> applying) {
        Optional<Limit<T>> holding = limits.get(field);
        for (LimitOverride override : applying) {
            Optional<Limit<T>> below = holding;
            holding = override.limits()
                    .get(field)
                    .map(upper -> below.map(upper::over).orElse(upper))
                    .or(() -> below);
        }
        return holding;
    }
}
