package io.podgate.policy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that does not hold for some endpoints for a while: an entry of a policy's {@code exceptions}.
 *
 * @param rule what does not hold, by its name in answers: {@code limits.workersMax}, {@code budget.burnRate}
 * @param endpoints which of the team's; empty is all of them
 * @param until from then on it is as if it were not there
 * @param reason for whoever reads the decisions
 */
public record Exemption(
        String team,
        String rule,
        List<Selector> endpoints,
        Relief relief,
        Instant until,
        String reason,
        String approvedBy) {

    public Exemption {
        endpoints = List.copyOf(endpoints);
    }

    /** How complaints call it. */
    String called() {
        return "the exception of team " + team + " from " + rule;
    }

    /** A rename has to be covered under both names. */
    boolean covers(Proposal proposal) {
        return proposal.now().isBefore(until)
                && (endpoints.isEmpty()
                        || (covers(proposal, proposal.nameBefore()) && covers(proposal, proposal.nameAfter())));
    }

    private boolean covers(Proposal proposal, String name) {
        return endpoints.stream().anyMatch(selector -> selector.matches(proposal.endpointId(), name));
    }

    /** As policies write it. */
    public Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("team", team);
        plain.put("rule", rule);
        if (!endpoints.isEmpty()) {
            plain.put("endpoints", endpoints.stream().map(Object::toString).toList());
        }
        relief.plain().ifPresent(value -> plain.put("value", value));
        plain.put("until", until.toString());
        plain.put("reason", reason);
        plain.put("approvedBy", approvedBy);
        return plain;
    }
}
