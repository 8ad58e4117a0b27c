package io.podgate.trail;

import io.podgate.admission.Drift;
import io.podgate.admission.Event;
import io.podgate.policy.PolicyDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Records of the trail that are no decisions. Their phase is one that no decision has, so that none ends by them. */
public final class EventRecord {

    /** The kind of a policy that came into force. */
    public static final String POLICY = "policy";
    /** The member that names it. */
    public static final String REVISION = "policyRevision";

    private static final String SETTLE = "settle";
    private static final String LOGIN = "login";
    private static final String FREEZE = "freeze";
    private static final String DRIFT = "drift";
    private static final String PHASE = "event";

    private EventRecord() {}

    /** What is to be recorded. */
    public static TrailRecord of(Event event) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("time", event.time().toString());
        return switch (event) {
            case Event.PolicyInForce policy -> {
                members.put(REVISION, policy.revision());
                members.put("source", policy.source());
                members.put("documents", documents(policy.documents()));
                yield TrailRecord.of(POLICY, PHASE, members);
            }
            case Event.Settled settled -> {
                members.put("decisionId", settled.decisionId());
                members.put("requestId", settled.requestId());
                settled.traceId().ifPresent(id -> members.put("traceId", id));
                members.put("caller", settled.caller());
                members.put(
                        "look", settled.look().name().toLowerCase(Locale.ROOT).replace('_', '-'));
                settled.outcome().ifPresent(outcome -> members.put("outcome", outcome));
                yield TrailRecord.of(SETTLE, PHASE, members);
            }
            case Event.SignedIn signedIn -> {
                members.put("requestId", signedIn.requestId());
                members.put("caller", signedIn.caller());
                members.put("role", signedIn.role());
                yield TrailRecord.of(LOGIN, PHASE, members);
            }
            case Event.Frozen frozen -> {
                members.put("requestId", frozen.requestId());
                frozen.traceId().ifPresent(id -> members.put("traceId", id));
                members.put("caller", frozen.caller());
                frozen.team().ifPresent(team -> members.put("team", team));
                members.put("frozen", frozen.freeze().isPresent());
                frozen.freeze().ifPresent(freeze -> {
                    members.put("scope", freeze.scope().key());
                    members.put("reason", freeze.reason());
                    freeze.until().ifPresent(until -> members.put("until", until.toString()));
                });
                yield TrailRecord.of(FREEZE, PHASE, members);
            }
            case Event.LandedLate(Drift drift) -> {
                members.put("rule", "late");
                members.put("decisionId", drift.late());
                drift.newer().ifPresent(newer -> members.put("newerDecisionId", newer));
                drift.team().ifPresent(team -> members.put("team", team));
                members.put("endpointId", drift.endpointId());
                yield TrailRecord.of(DRIFT, PHASE, members);
            }
        };
    }

    private static List<Map<String, String>> documents(List<PolicyDocument> documents) {
        return documents.stream()
                .map(document -> {
                    Map<String, String> members = new LinkedHashMap<>();
                    members.put("name", document.name());
                    members.put("text", document.text());
                    return members;
                })
                .toList();
    }
}
