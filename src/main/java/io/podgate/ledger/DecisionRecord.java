package io.podgate.ledger;

import io.podgate.admission.Decision;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.UpdateRequest;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.PlainValues;
import io.podgate.endpoint.Violation;
import io.podgate.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A decision as one line of the trail. Values of environment variables appear as keyed digests only. */
final class DecisionRecord {

    private final PlainValues values;

    DecisionRecord(EnvDigest digest) {
        this.values = new PlainValues(digest::of);
    }

    byte[] line(Decision decision) {
        UpdateRequest request = decision.request();
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("kind", "decision");
        record.put("phase", "result");
        record.put("time", decision.time().toString());
        record.put("decisionId", request.decisionId());
        record.put("requestId", request.requestId());
        record.put("caller", request.caller().name());
        request.caller().team().ifPresent(team -> record.put("team", team));
        record.put("endpointId", request.endpointId());
        record.put("dialect", request.dialect());
        request.reason().ifPresent(reason -> record.put("reason", reason));
        record.put("changes", changes(decision.changes()));
        decision.verdict().ifPresent(verdict -> record.put("verdict", verdict));
        record.put(
                "violations",
                decision.violations().stream().map(DecisionRecord::violation).toList());
        record.put("warnings", decision.warnings());
        record.put("policyRevision", decision.policyRevision());
        record.put("outcome", decision.outcome().label());
        record.put("upstream", upstream(decision));
        record.put("millis", decision.ownTime().plus(decision.upstream().time()).toMillis());
        return Json.of(record).bytes();
    }

    private List<Object> changes(List<Change<?>> changes) {
        List<Object> plain = new ArrayList<>();
        for (Change<?> change : changes) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("field", change.field().key());
            change.before().ifPresent(before -> entry.put("before", values.of((Object) before)));
            entry.put("after", values.of((Object) change.after()));
            plain.add(entry);
        }
        return plain;
    }

    private static Map<String, Object> violation(Violation violation) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("pointer", violation.pointer());
        violation.rule().ifPresent(rule -> entry.put("rule", rule));
        entry.put("detail", violation.detail());
        return entry;
    }

    private static Map<String, Object> upstream(Decision decision) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("attempts", decision.upstream().attempts());
        decision.upstream().status().ifPresent(status -> entry.put("status", status));
        decision.upstream().requestId().ifPresent(id -> entry.put("requestId", id));
        return entry;
    }
}
