package io.podgate.console;

import io.podgate.budget.Money;
import io.podgate.json.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads records of decisions for people. */
record DecisionViews(Instant now) {

    private static final String LIMITS = "limits.";
    private static final Map<String, String> FACTS = facts();

    /** What the page of a decision tells besides, and how it calls it. */
    private static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("verdict", "Verdict");
        facts.put("phase", "Record");
        facts.put("reason", "Reason given");
        facts.put("policyRevision", "Policy revision");
        facts.put("dialect", "Dialect");
        facts.put("rollsWorkers", "Replaces running workers");
        facts.put("replays", "Replays");
        facts.put("idempotencyKey", "Idempotency key");
        facts.put("settledBy", "Settled by");
        facts.put("mayLand", "May still land");
        facts.put("upstream", "RunPod");
        facts.put("millis", "Milliseconds");
        facts.put("requestId", "Request id");
        facts.put("traceId", "Trace id");
        return facts;
    }

    DecisionView view(Json.Obj record) {
        String id = record.string("decisionId").orElse("");
        String outcome = record.string("outcome").orElse("unknown");
        String endpoint = record.string("endpointId").orElse("");
        Optional<Instant> time = time(record);
        return new DecisionView(
                id,
                DecisionsPage.href(id),
                time.map(Words::moment).orElse(""),
                time.map(Words::brief).orElse(""),
                time.map(Instant::toString).orElse(""),
                time.map(then -> Words.ago(then, now)).orElse(""),
                record.string("caller").orElse(""),
                record.string("team").orElse("platform"),
                endpoint,
                new Links(Visit.HOME + "/" + DecisionsPage.PAGE, Map.of("endpoint", endpoint)).href(),
                outcome,
                Words.tone(outcome),
                objects(record, "changes").map(DecisionViews::change).toList(),
                objects(record, "violations").map(DecisionViews::reason).toList(),
                texts(record, "warnings"),
                texts(record, "exceptions"),
                cost(record),
                FACTS.entrySet().stream()
                        .flatMap(fact -> record
                                .get(fact.getKey())
                                .map(value -> new EndpointList.Setting(fact.getValue(), Words.text(value)))
                                .stream())
                        .toList(),
                Words.pretty(record));
    }

    /** When it was made; empty where it does not tell. */
    static Optional<Instant> time(Json.Obj record) {
        try {
            return record.string("time").map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DecisionView.Change change(Json.Obj change) {
        String field = change.string("field").orElse("");
        return new DecisionView.Change(
                field, text(field, change, "before", "not known"), text(field, change, "after", ""));
    }

    /** What was asked for is a value of the field; what may be is a list of the policy's, which can be empty. */
    static DecisionView.Reason reason(Json.Obj violation) {
        String rule = violation.string("rule").orElse("");
        String field = rule.startsWith(LIMITS) ? rule.substring(LIMITS.length()) : "";
        return new DecisionView.Reason(
                rule,
                violation.string("detail").orElse(""),
                text("", violation, "limit", ""),
                text(field, violation, "actual", ""),
                text("", violation, "passes", ""),
                violation.string("enforcement").orElse(""));
    }

    private static String text(String field, Json.Obj object, String member, String otherwise) {
        return object.get(member).map(value -> FieldWords.of(field, value)).orElse(otherwise);
    }

    private static String cost(Json.Obj record) {
        return record.get("cost").orElse(null) instanceof Json.Obj cost
                ? amount(cost, "before") + " → " + amount(cost, "after")
                : "";
    }

    private static String amount(Json.Obj cost, String member) {
        return cost.get(member).orElse(null) instanceof Json.Num(String text)
                ? Words.perHour(new Money(new BigDecimal(text)))
                : "?";
    }

    private static List<String> texts(Json.Obj record, String member) {
        return record.get(member).orElse(null) instanceof Json.Arr(List<Json> elements)
                ? elements.stream().map(Words::text).toList()
                : List.of();
    }

    private static Stream<Json.Obj> objects(Json.Obj record, String member) {
        return record.get(member).orElse(null) instanceof Json.Arr(List<Json> elements)
                ? elements.stream().filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast)
                : Stream.empty();
    }
}
