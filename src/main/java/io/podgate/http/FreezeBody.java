package io.podgate.http;

import io.podgate.dialect.Texts;
import io.podgate.endpoint.Violation;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import io.podgate.json.Pointers;
import io.podgate.policy.Freeze;
import io.podgate.policy.PolicySet;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Freezes as JSON, strictly in and compactly out. */
public final class FreezeBody {

    private static final Set<String> MEMBERS = Set.of("team", "scope", "reason", "until");
    private static final int LONGEST_REASON = 500;

    /** Years have four digits (RFC 3339). */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private static final int DEPTH = 4;

    /** What a body says. */
    public sealed interface Read {

        record Understood(Freeze freeze) implements Read {}

        /** All that is wrong with it. */
        record Wrong(List<Violation> violations) implements Read {}
    }

    private final Json.Obj members;
    private final PolicySet policy;
    private final List<Violation> wrong = new ArrayList<>();

    private FreezeBody(Json.Obj members, PolicySet policy) {
        this.members = members;
        this.policy = policy;
    }

    /**
     * Reads what somebody asks for.
     *
     * @param by who asks for it
     */
    public static Read read(byte[] text, PolicySet policy, String by, Instant now) {
        try {
            return JsonReader.read(text, DEPTH) instanceof Json.Obj members
                    ? new FreezeBody(members, policy).freeze(by, now)
                    : new Read.Wrong(List.of(Violation.at("", "a JSON object is due")));
        } catch (MalformedJson e) {
            return new Read.Wrong(List.of(Violation.at(e.pointer(), e.detail())));
        }
    }

    private Read freeze(String by, Instant now) {
        for (String name : members.members().keySet()) {
            if (!MEMBERS.contains(name)) {
                wrong(name, "unknown; there are team, scope, reason and until");
            }
        }
        Optional<String> team = text("team");
        team.filter(name -> policy.team(name).isEmpty()).ifPresent(name -> wrong("team", "no team is called so"));
        Optional<String> reason = text("reason").map(String::strip);
        if (reason.filter(why -> !why.isEmpty() && why.length() <= LONGEST_REASON)
                .isEmpty()) {
            wrong("reason", "say why, in 1 to " + LONGEST_REASON + " characters");
        }
        if (reason.filter(why -> why.codePoints().anyMatch(Texts::isInvisible)).isPresent()) {
            wrong("reason", "it has characters that cannot be seen");
        }
        Freeze.Scope scope = text("scope").flatMap(this::scope).orElse(Freeze.Scope.COST);
        Optional<Instant> until = text("until").flatMap(said -> until(said, now));
        return wrong.isEmpty()
                ? new Read.Understood(new Freeze(team, scope, reason.orElse(""), by, now, until))
                : new Read.Wrong(List.copyOf(wrong));
    }

    /** Null is as good as absent. */
    private Optional<String> text(String name) {
        Json value = members.members().getOrDefault(name, new Json.Null());
        if (!(value instanceof Json.Str || value instanceof Json.Null)) {
            wrong(name, "a string is due, found " + value.kind());
        }
        return members.string(name);
    }

    private Optional<Freeze.Scope> scope(String said) {
        Optional<Freeze.Scope> scope = Arrays.stream(Freeze.Scope.values())
                .filter(each -> each.key().equals(said))
                .findFirst();
        if (scope.isEmpty()) {
            wrong("scope", "cost or all is due");
        }
        return scope;
    }

    private Optional<Instant> until(String said, Instant now) {
        try {
            Instant until = Instant.parse(said);
            if (!until.isAfter(now)) {
                wrong("until", "that is over already");
            }
            if (until.isAfter(END_OF_TIME)) {
                wrong("until", "that is no year of four digits; without it a freeze holds until it is lifted");
            }
            return Optional.of(until);
        } catch (DateTimeException e) {
            wrong("until", "a moment such as 2026-12-24T00:00:00Z is due");
            return Optional.empty();
        }
    }

    private void wrong(String name, String detail) {
        wrong.add(Violation.at(Pointers.child("", name), Preconditions.abridged(name) + ": " + detail));
    }

    /** What holds. */
    static Map<String, Object> of(List<Freeze> freezes) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("freezes", freezes.stream().map(FreezeBody::of).toList());
        return body;
    }

    static Map<String, Object> of(Freeze freeze) {
        Map<String, Object> body = new LinkedHashMap<>();
        freeze.team().ifPresent(team -> body.put("team", team));
        body.put("scope", freeze.scope().key());
        body.put("reason", freeze.reason());
        body.put("by", freeze.by());
        body.put("since", freeze.since().toString());
        freeze.until().ifPresent(until -> body.put("until", until.toString()));
        return body;
    }
}
