package io.podgate.trail;

import io.podgate.admission.Cost;
import io.podgate.admission.Decision;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Outcome;
import io.podgate.admission.Remembered;
import io.podgate.admission.UpdateRequest;
import io.podgate.admission.Upstream;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.PlainValues;
import io.podgate.endpoint.Violation;
import io.podgate.json.Json;
import io.podgate.policy.Exemption;
import io.podgate.policy.Leniency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decisions as records of the trail. Values of environment variables appear as keyed digests only. */
public final class DecisionRecord {

    /** The kind of their records. */
    public static final String KIND = "decision";

    /** The member of a result that says that something of it may still land. */
    public static final String MAY_LAND = "mayLand";

    /** The member of both its records that says that it was sent although nothing could be opened for it. */
    public static final String BYPASSED = "bypassed";

    /** The phase of a record that says what is about to be sent. */
    public static final String INTENT = "intent";

    /** The phase of a record that says what a decision came to. */
    public static final String RESULT = "result";

    /** What a result that was settled does not take over from its intent. */
    private static final Set<String> OF_THE_INTENT_ALONE =
            Set.of("kind", "phase", "chain", "seq", "time", "previous", "reservation", "idempotency");

    private final PlainValues values;

    /** @param digest what stands for the values of environment variables */
    public DecisionRecord(EnvDigest digest) {
        this.values = new PlainValues(digest::of);
    }

    /** What is about to be sent. */
    public TrailRecord intent(Intent intent) {
        Map<String, Object> members = begun(intent.request(), intent.team(), intent.time(), intent.idempotencyKey());
        members.put("changes", changes(intent.changes()));
        members.put("rollsWorkers", intent.cost().rollsWorkers());
        members.put("verdict", "allow");
        members.put("violations", violations(List.of(), intent.leniency()));
        members.put("warnings", intent.warnings());
        members.put("exceptions", exceptions(intent.leniency()));
        members.put("policyRevision", intent.policyRevision());
        if (intent.cost().priced()) {
            members.put("cost", intent.cost().members());
        }
        members.put("reservation", Reservation.of(intent).members());
        intent.idempotencyKey().ifPresent(key -> members.put("idempotency", Replay.running(key, intent.fingerprint())));
        flag(intent, members);
        return TrailRecord.of(KIND, INTENT, members);
    }

    /** A decision that forwarded nothing. */
    public TrailRecord result(Decision decision) {
        return TrailRecord.of(KIND, RESULT, members(decision, Optional.empty(), decision.cost()));
    }

    /** What came of an intent. */
    public TrailRecord result(Intent intent, Decision decision) {
        return TrailRecord.of(KIND, RESULT, members(intent, decision));
    }

    /** The same where something of it may still land. */
    public TrailRecord lingering(Intent intent, Decision decision) {
        Map<String, Object> members = members(intent, decision);
        members.put(MAY_LAND, true);
        return TrailRecord.of(KIND, RESULT, members);
    }

    /** What an idempotency key is to remember; empty where it is free again. */
    public Optional<Remembered.Ended> remembered(Intent intent, Decision decision) {
        return intent.idempotencyKey().flatMap(key -> Replay.of(intent, decision));
    }

    /**
     * The end of an intent by a read-back.
     *
     * @param intent its record
     * @param outcome its key remembers any but {@code failed}
     */
    public static TrailRecord settled(Json.Obj intent, String outcome, Instant now) {
        Map<String, Object> members = closing(intent, now, outcome);
        members.put("settledBy", "read-back");
        if (!outcome.equals("failed")) {
            intent.get("idempotency").ifPresent(idempotency -> members.put("idempotency", idempotency));
        }
        return TrailRecord.of(KIND, RESULT, members);
    }

    /** The end of an intent that became durable only after its update had been refused. */
    public static TrailRecord notSent(TrailRecord intent, Instant now) {
        Map<String, Object> members = closing(intent.object(), now, "unavailable");
        members.put("upstream", upstream(Upstream.NONE));
        members.put("settledBy", "not sent");
        return TrailRecord.of(KIND, RESULT, members);
    }

    private static Map<String, Object> closing(Json.Obj intent, Instant now, String outcome) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("time", now.toString());
        intent.members().forEach((name, value) -> {
            if (!OF_THE_INTENT_ALONE.contains(name)) {
                members.put(name, value);
            }
        });
        members.put("outcome", outcome);
        time(intent)
                .ifPresent(begun ->
                        members.put("millis", Duration.between(begun, now).toMillis()));
        return members;
    }

    /** When a record was made. */
    public static Optional<Instant> time(Json.Obj record) {
        return record.string("time").map(Instant::parse);
    }

    private Map<String, Object> members(Intent intent, Decision decision) {
        Map<String, Object> members = members(decision, intent.idempotencyKey(), Optional.of(intent.cost()));
        intent.idempotencyKey()
                .ifPresent(key -> Replay.of(intent, decision)
                        .ifPresent(ended -> members.put("idempotency", Replay.ended(key, ended))));
        flag(intent, members);
        return members;
    }

    private static void flag(Intent intent, Map<String, Object> members) {
        if (intent.bypassed()) {
            members.put(BYPASSED, true);
        }
    }

    private Map<String, Object> members(Decision decision, Optional<IdempotencyKey> key, Optional<Cost> cost) {
        Map<String, Object> members = begun(decision.request(), decision.team(), decision.time(), key);
        members.put("changes", changes(decision.changes()));
        decision.verdict().ifPresent(verdict -> members.put("verdict", verdict));
        members.put("violations", violations(decision.violations(), decision.leniency()));
        members.put("warnings", decision.warnings());
        members.put("exceptions", exceptions(decision.leniency()));
        members.put("policyRevision", decision.policyRevision());
        cost.ifPresent(known -> {
            if (known.priced()) {
                members.put("cost", known.members());
            }
            members.put("rollsWorkers", known.rollsWorkers());
        });
        members.put("outcome", decision.outcome().label());
        if (decision.outcome() instanceof Outcome.Replayed(String first, Outcome _)) {
            members.put("replays", first);
        }
        members.put("upstream", upstream(decision.upstream()));
        members.put(
                "millis", decision.ownTime().plus(decision.upstream().time()).toMillis());
        return members;
    }

    private static Map<String, Object> begun(
            UpdateRequest request, Optional<String> team, Instant time, Optional<IdempotencyKey> key) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("time", time.toString());
        members.put("decisionId", request.decisionId());
        members.put("requestId", request.requestId());
        request.traceId().ifPresent(id -> members.put("traceId", id));
        members.put("caller", request.caller().name());
        team.ifPresent(name -> members.put("team", name));
        members.put("endpointId", request.endpointId());
        members.put("dialect", request.dialect());
        key.ifPresent(known -> members.put("idempotencyKey", known.key()));
        request.reason().ifPresent(reason -> members.put("reason", reason));
        return members;
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

    /** Those that refused it, and behind them those that let it pass. */
    private static List<Object> violations(List<Violation> violations, Leniency leniency) {
        List<Object> entries = new ArrayList<>();
        violations.forEach(violation -> entries.add(violation.members()));
        leniency.tolerated().forEach(tolerated -> {
            Map<String, Object> entry = tolerated.violation().members();
            entry.put("enforcement", tolerated.enforcement().key());
            entries.add(entry);
        });
        return entries;
    }

    private static List<Map<String, Object>> exceptions(Leniency leniency) {
        return leniency.exemptions().stream().map(Exemption::plain).toList();
    }

    private static Map<String, Object> upstream(Upstream upstream) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("attempts", upstream.attempts());
        upstream.status().ifPresent(status -> entry.put("status", status));
        upstream.requestId().ifPresent(id -> entry.put("requestId", id));
        return entry;
    }
}
