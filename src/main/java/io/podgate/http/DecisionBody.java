package io.podgate.http;

import io.podgate.admission.DecisionLog;
import io.podgate.endpoint.Field;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import io.podgate.policy.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A decision's record as it may be seen. */
public final class DecisionBody {

    /** What only the gateway itself needs: it tells of budgets and answers that are not everybody's to know. */
    private static final Set<String> INTERNAL = Set.of("reservation", "idempotency");

    private static final String CHANGES = "changes";
    private static final String UPSTREAM = "upstream";
    private static final String NOT_FOUND = "not-found";
    private static final int DEPTH = 64;

    private DecisionBody() {}

    /** Whether the caller may see it at all. */
    static boolean isFor(Caller caller, DecisionLog.Entry entry) {
        return switch (caller.role()) {
            case PLATFORM, AUDITOR -> true;
            case CALLER, READER -> caller.team().isPresent() && caller.team().equals(entry.team());
        };
    }

    /** Whether it tells how the decision ended. */
    static boolean isResult(DecisionLog.Entry entry) {
        return record(entry).string("phase").filter("result"::equals).isPresent();
    }

    /** How the decision has ended, where it has. */
    static Optional<String> outcome(DecisionLog.Entry entry) {
        return record(entry).string("outcome");
    }

    /** What the caller may see of it. */
    public static Json.Obj of(Caller caller, DecisionLog.Entry entry) {
        Json.Obj record = record(entry);
        Map<String, Json> shown = new LinkedHashMap<>(record.members());
        shown.keySet().removeAll(INTERNAL);
        switch (caller.role()) {
            case PLATFORM, AUDITOR -> shown.computeIfPresent(CHANGES, (name, changes) -> withoutDigests(changes));
            case CALLER, READER -> {
                if (record.string("outcome").filter(NOT_FOUND::equals).isPresent()) {
                    shown.remove(UPSTREAM); // it would tell a missing endpoint from another team's
                }
            }
        }
        return new Json.Obj(shown);
    }

    /** Whoever does not own the variables sees their names alone. */
    private static Json withoutDigests(Json changes) {
        return changes instanceof Json.Arr(List<Json> each)
                ? new Json.Arr(each.stream().map(DecisionBody::withNames).toList())
                : changes;
    }

    private static Json withNames(Json change) {
        if (!(change instanceof Json.Obj entry)
                || entry.string("field").filter(Field.ENV.key()::equals).isEmpty()) {
            return change;
        }
        Map<String, Json> named = new LinkedHashMap<>();
        entry.members()
                .forEach((name, value) -> named.put(
                        name,
                        value instanceof Json.Obj(Map<String, Json> variables) ? Json.of(variables.keySet()) : value));
        return new Json.Obj(named);
    }

    /** The whole record, which is not everybody's to see. */
    public static Json.Obj record(DecisionLog.Entry entry) {
        try {
            if (JsonReader.read(entry.text().bytes(), DEPTH) instanceof Json.Obj record) {
                return record;
            }
            throw new IllegalStateException("the trail holds a decision that is no object");
        } catch (MalformedJson e) {
            throw new IllegalStateException("the trail holds a decision that is no JSON", e);
        }
    }
}
