package io.podgate.http;

import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.PlainValues;
import io.podgate.policy.Group;
import io.podgate.policy.Ownership;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Team;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An endpoint as platform and auditors see it: whose it is, how it stands, and what it costs at worst. */
public final class EndpointBody {

    /** Values of variables are shown nowhere; the names take their place below. */
    private static final PlainValues PLAIN = new PlainValues(value -> "");

    private EndpointBody() {}

    static Map<String, Object> of(Priced priced, PolicySet policy, Instant now) {
        String id = priced.endpoint().id();
        String name = priced.endpoint().name();
        Map<String, Object> cost = new LinkedHashMap<>();
        cost.put("burnRate", priced.usage().burnRate().shown());
        cost.put("floor", priced.usage().floor().shown());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("name", name);
        body.put("owner", owner(priced.owner()));
        body.put("groups", policy.groupsOf(id, name).stream().map(Group::name).toList());
        body.put("config", config(priced.endpoint().config()));
        body.put("cost", cost);
        body.put("age", Tally.age(priced.sighting().at(), now));
        return body;
    }

    private static Map<String, Object> owner(Ownership owner) {
        return switch (owner) {
            case Ownership.Owned(Team team) -> Map.of("team", team.name());
            case Ownership.Contested(List<String> teams) -> Map.of("contested", teams);
            case Ownership.Unowned unowned -> Map.of("unowned", true);
        };
    }

    /** How it stands, by the names of its fields; of variables the names alone. */
    public static Map<String, Object> config(EndpointConfig config) {
        Map<String, Object> plain = PLAIN.of(config);
        Optional<List<String>> names =
                config.get(Field.ENV).map(env -> List.copyOf(env.variables().keySet()));
        names.ifPresent(known -> plain.put(Field.ENV.key(), known));
        return plain;
    }
}
