package io.podgate.policy;

import io.podgate.rules.Expression;
import io.podgate.rules.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What limits cannot say.
 *
 * @param name how answers call it
 * @param message empty where it has none of its own
 */
public record Rule(
        String name, Scope scope, Expression expression, Optional<Message> message, Enforcement enforcement) {

    /**
     * Which updates it judges. An empty set or list is all.
     *
     * @param endpoints by the name that they have or the one that they would have
     * @param shrinking whether it also judges updates that only shrink
     */
    public record Scope(Set<String> teams, List<Selector> endpoints, Set<String> callers, boolean shrinking) {

        static final Scope ALL = new Scope(Set.of(), List.of(), Set.of(), false);

        public Scope {
            teams = Set.copyOf(teams);
            endpoints = List.copyOf(endpoints);
            callers = Set.copyOf(callers);
        }

        boolean hasTeam(Team team) {
            return teams.isEmpty() || teams.contains(team.name());
        }

        boolean covers(Caller caller, Proposal proposal, boolean onlyShrinks) {
            return (shrinking || !onlyShrinks)
                    && (callers.isEmpty() || callers.contains(caller.name()))
                    && (endpoints.isEmpty() || endpoints.stream().anyMatch(selector -> matches(selector, proposal)));
        }

        private static boolean matches(Selector selector, Proposal proposal) {
            return selector.matches(proposal.endpointId(), proposal.nameBefore())
                    || selector.matches(proposal.endpointId(), proposal.nameAfter());
        }

        Object plain() {
            return List.of(
                    new TreeSet<>(teams),
                    endpoints.stream().map(Object::toString).sorted().toList(),
                    new TreeSet<>(callers),
                    shrinking);
        }
    }

    /** All that it says besides its name, for the policy's revision. */
    Map<String, Object> plain() {
        return Map.of(
                "applies",
                scope.plain(),
                "expression",
                expression.text(),
                "message",
                message.map(Message::text),
                "enforcement",
                enforcement.key());
    }
}
