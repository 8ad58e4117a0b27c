package io.podgate.http;

import io.podgate.endpoint.Field;
import io.podgate.policy.Caller;
import io.podgate.policy.LimitOverride;
import io.podgate.policy.Selector;
import io.podgate.policy.Team;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A team as the policy has it. Of its callers' tokens not even the digests are told. */
final class TeamBody {

    private TeamBody() {}

    /** @param endpoints how many it owns */
    static Map<String, Object> of(Team team, long endpoints) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", team.name());
        team.contact().ifPresent(contact -> body.put("contact", contact));
        body.put("owns", selectors(team.owns()));
        body.put("fields", fields(team.fields()::contains));
        body.put("enforcement", team.enforcement().key());
        body.put("limits", team.limits().plain());
        body.put("overrides", team.overrides().stream().map(TeamBody::override).toList());
        body.put("budget", team.budget().plain());
        body.put("rateLimit", team.rateLimit().toString());
        body.put("readLimit", team.readLimit().toString());
        body.put("share", team.share());
        body.put("callers", team.callers().stream().map(TeamBody::caller).toList());
        body.put("endpoints", endpoints);
        return body;
    }

    /** The names of some fields, in the order in which fields are always told. */
    static List<String> fields(Predicate<Field<?>> which) {
        return Field.all().stream().filter(which).<String>map(Field::key).toList();
    }

    private static Map<String, Object> override(LimitOverride override) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("endpoints", selectors(override.endpoints()));
        plain.put("limits", override.limits().plain());
        return plain;
    }

    private static List<String> selectors(List<Selector> selectors) {
        return selectors.stream().map(Selector::toString).toList();
    }

    private static Map<String, Object> caller(Caller caller) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("name", caller.name());
        plain.put("role", caller.role().key());
        caller.ownFields().ifPresent(own -> plain.put("fields", fields(own::contains)));
        plain.put("rateLimit", caller.rateLimit().toString());
        plain.put("readLimit", caller.readLimit().toString());
        return plain;
    }
}
