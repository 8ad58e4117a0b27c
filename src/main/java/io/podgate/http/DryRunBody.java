package io.podgate.http;

import io.podgate.admission.Decision;
import io.podgate.admission.Outcome;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.PlainValues;
import io.podgate.endpoint.Violation;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import io.podgate.policy.Exemption;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to {@code ?dryRun=true}. */
public final class DryRunBody {

    private static final int DEPTH = 16;

    private DryRunBody() {}

    static Map<String, Object> of(Decision decision, Outcome.DryRun dryRun, PlainValues values) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("decisionId", decision.request().decisionId());
        decision.verdict().ifPresent(verdict -> body.put("verdict", verdict));
        body.put("before", values.of(dryRun.before()));
        body.put("after", values.of(dryRun.after()));
        body.put(
                "changes",
                decision.changes().stream()
                        .map(change -> change(change, values))
                        .toList());
        body.put(
                "violations",
                dryRun.violations().stream().map(Violation::members).toList());
        body.put("warnings", decision.warnings());
        body.put(
                "exceptions",
                decision.leniency().exemptions().stream().map(Exemption::plain).toList());
        decision.cost().ifPresent(cost -> {
            if (cost.priced()) {
                body.put("cost", cost.members());
            }
            body.put("rollsWorkers", cost.rollsWorkers());
        });
        body.put("request", request(dryRun, values));
        return body;
    }

    private static Map<String, Object> change(Change<?> change, PlainValues values) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("field", change.field().key());
        change.before().ifPresent(before -> plain.put("before", values.of((Object) before)));
        plain.put("after", values.of((Object) change.after()));
        return plain;
    }

    /** What would be sent; nothing is where nothing would change. */
    private static Map<String, Object> request(Outcome.DryRun dryRun, PlainValues values) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("method", "PATCH");
        request.put("path", dryRun.path());
        request.put("body", sent(dryRun, values));
        return request;
    }

    /** The body that would be sent. */
    public static Json sent(Outcome.DryRun dryRun, PlainValues values) {
        return masked(json(dryRun), values);
    }

    /** Values of variables are shown nowhere: a template's may not be the caller's to know. */
    private static Json masked(Json body, PlainValues values) {
        if (!(body instanceof Json.Obj(Map<String, Json> members)) || !(members.get("env") instanceof Json.Obj env)) {
            return body;
        }
        Map<String, String> variables = new LinkedHashMap<>();
        env.members()
                .keySet()
                .forEach(name -> variables.put(name, env.string(name).orElse("")));
        Map<String, Json> shown = new LinkedHashMap<>(members);
        shown.put("env", Json.of(values.of(new Env(variables))));
        return new Json.Obj(shown);
    }

    private static Json json(Outcome.DryRun dryRun) {
        try {
            return JsonReader.read(dryRun.body().bytes(), DEPTH);
        } catch (MalformedJson e) {
            throw new IllegalStateException("a draft wrote what is not JSON", e);
        }
    }
}
