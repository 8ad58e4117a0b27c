package io.podgate.rules;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.EndpointConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rules are asked about. Its values are worked out once, however many rules there are.
 *
 * <p>Used by one thread.
 */
public final class Situation {

    /** Of nothing at all, for trying an expression out. */
    static final Situation NOTHING = new Situation(
            EndpointConfig.unknown(),
            EndpointConfig.unknown(),
            List.of(),
            new Asker("", Optional.empty(), "", ""),
            Instant.EPOCH);

    private final Map<String, Object> values;

    /**
     * Who asks.
     *
     * @param contact the team's
     * @param role the caller's, as policies write it
     */
    public record Asker(String team, Optional<String> contact, String caller, String role) {}

    /**
     * All that an expression may look at.
     *
     * @param before the endpoint as it stands, GPU pools expanded
     * @param after with the update applied, GPU pools expanded
     */
    public Situation(EndpointConfig before, EndpointConfig after, List<Change<?>> changes, Asker asker, Instant now) {
        this.values = Map.of(
                Vocabulary.BEFORE, Values.of(before),
                Vocabulary.AFTER, Values.of(after),
                Vocabulary.CHANGES, changes.stream().map(Values::of).toList(),
                Vocabulary.TEAM,
                        Map.of("name", asker.team(), "contact", asker.contact().orElse("")),
                Vocabulary.CALLER, Map.of("name", asker.caller(), "role", asker.role()),
                Vocabulary.NOW, now);
    }

    /** By the names of the variables. */
    Map<String, Object> values() {
        return values;
    }
}
