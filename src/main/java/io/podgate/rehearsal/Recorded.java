package io.podgate.rehearsal;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import io.podgate.policy.FieldValues;
import io.podgate.policy.Freeze;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A decision of the audit trail, as far as it can be taken once more: the record has what changed, and what did not is
 * taken from the endpoint as it is now.
 *
 * @param allowed what was decided then: whether the policy let it pass
 */
record Recorded(
        String decisionId, Instant time, String caller, Endpoint endpoint, EndpointConfig update, boolean allowed) {

    private static final int DEPTH = 64;

    /** What a line of the trail is. */
    sealed interface Line {

        record Decision(Recorded recorded) implements Line {}

        /** A decision that cannot be taken once more. */
        record Lost() implements Line {}

        /** Something else. */
        record Other() implements Line {}
    }

    /** @param fleet the endpoints as they are now, by their ids */
    static Line read(byte[] text, Map<String, Endpoint> fleet) {
        try {
            return JsonReader.read(text, DEPTH) instanceof Json.Obj record && isJudged(record)
                    ? decision(record, fleet).<Line>map(Line.Decision::new).orElseGet(Line.Lost::new)
                    : new Line.Other();
        } catch (MalformedJson e) {
            return new Line.Lost();
        }
    }

    /** A decision has two records at most; its result is enough. */
    private static boolean isJudged(Json.Obj record) {
        return is(record, "kind", "decision")
                && is(record, "phase", "result")
                && (isAllowed(record) || (is(record, "verdict", "deny") && isThePolicysAlone(record)));
    }

    private static boolean isAllowed(Json.Obj record) {
        return is(record, "verdict", "allow");
    }

    /** What was frozen as well, or asked for by a role that updates nothing, no limit would have let pass. */
    private static boolean isThePolicysAlone(Json.Obj record) {
        return !(record.get("violations").orElse(null) instanceof Json.Arr violations)
                || violations.elements().stream()
                        .allMatch(each -> each instanceof Json.Obj violation
                                && violation
                                        .string("rule")
                                        .filter(rule -> !rule.equals(Freeze.RULE))
                                        .isPresent());
    }

    private static boolean is(Json.Obj record, String member, String value) {
        return record.string(member).filter(value::equals).isPresent();
    }

    private static Optional<Recorded> decision(Json.Obj record, Map<String, Endpoint> fleet) {
        Optional<Endpoint> now = record.string("endpointId").map(fleet::get);
        if (now.isEmpty() || !(record.get("changes").orElse(null) instanceof Json.Arr changes)) {
            return Optional.empty();
        }
        EndpointConfig stands = now.get().config();
        Optional<EndpointConfig> before = values(changes, "before", stands);
        Optional<EndpointConfig> after = values(changes, "after", stands);
        Optional<Instant> time = record.string("time").flatMap(Recorded::time);
        return before.isPresent() && after.isPresent() && time.isPresent()
                ? Optional.of(new Recorded(
                        record.string("decisionId").orElse(""),
                        time.get(),
                        record.string("caller").orElse(""),
                        now.get().with(Bench.applied(stands, before.get())),
                        after.get(),
                        isAllowed(record)))
                : Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<EndpointConfig> values(Json.Arr changes, String side, EndpointConfig stands) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Json each : changes.elements()) {
            if (each instanceof Json.Obj change) {
                change.string("field")
                        .ifPresent(field -> change.get(side).ifPresent(value -> values.put(field, value)));
            }
        }
        return FieldValues.read(Json.bytes(values), stands);
    }
}
