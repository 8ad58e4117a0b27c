package io.podgate.trail;

import io.podgate.admission.Decision;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Outcome;
import io.podgate.admission.Remembered;
import io.podgate.endpoint.Payload;
import io.podgate.json.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an update with an idempotency key leaves behind so that its answer can be given again; in records and back. */
public final class Replay {

    private Replay() {}

    /** Empty where nothing came of it that concludes it, so that the key is free again. */
    static Optional<Remembered.Ended> of(Intent intent, Decision decision) {
        return switch (decision.outcome()) {
            case Outcome.Applied(var now) ->
                Optional.of(ended(
                        intent,
                        decision,
                        Optional.empty(),
                        "",
                        AnswerText.withoutValues(now.text()).map(json -> Payload.of(json.bytes()))));
            case Outcome.Rejected(int status, String detail) ->
                Optional.of(ended(intent, decision, Optional.of(status), detail, Optional.empty()));
            case Outcome.Failed(String detail) ->
                Optional.of(ended(intent, decision, Optional.empty(), detail, Optional.empty()));
            case Outcome.Unchanged u -> Optional.empty();
            case Outcome.DryRun d -> Optional.empty();
            case Outcome.Denied d -> Optional.empty();
            case Outcome.Malformed m -> Optional.empty();
            case Outcome.Invalid i -> Optional.empty();
            case Outcome.NotFound n -> Optional.empty();
            case Outcome.RateLimited r -> Optional.empty();
            case Outcome.Unavailable u -> Optional.empty();
            case Outcome.StateUnavailable s -> Optional.empty();
            case Outcome.Forbidden f -> Optional.empty();
            case Outcome.Refused r -> Optional.empty();
            case Outcome.LedgerUnavailable l -> Optional.empty();
            case Outcome.Replayed r -> Optional.empty();
            case Outcome.InProgress i -> Optional.empty();
            case Outcome.KeyReused k -> Optional.empty();
            case Outcome.PreconditionFailed p -> Optional.empty();
            case Outcome.Overloaded o -> Optional.empty();
            case Outcome.Bug b -> Optional.empty();
            case Outcome.Unknown u -> Optional.empty();
        };
    }

    private static Remembered.Ended ended(
            Intent intent, Decision decision, Optional<Integer> status, String detail, Optional<Payload> text) {
        return new Remembered.Ended(
                intent.fingerprint(), intent.decisionId(), decision.outcome().label(), status, detail, text);
    }

    /** The member {@code idempotency} of an intent: whose key it is, and of which update. */
    static Map<String, Object> running(IdempotencyKey key, String fingerprint) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("scope", key.team());
        members.put("fingerprint", fingerprint);
        return members;
    }

    /** The member {@code idempotency} of a result: what is to be said to whoever asks again. */
    static Map<String, Object> ended(IdempotencyKey key, Remembered.Ended ended) {
        Map<String, Object> members = running(key, ended.fingerprint());
        ended.status().ifPresent(status -> members.put("status", status));
        if (!ended.detail().isEmpty()) {
            members.put("detail", ended.detail());
        }
        ended.text().flatMap(AnswerText::withoutValues).ifPresent(text -> members.put("text", text));
        return members;
    }

    /** The key that a record is about, if any. */
    public static Optional<IdempotencyKey> key(Json.Obj record) {
        return record.get("idempotency")
                .filter(Json.Obj.class::isInstance)
                .map(Json.Obj.class::cast)
                .flatMap(members -> members.string("scope"))
                .flatMap(scope -> record.string("endpointId")
                        .flatMap(endpointId -> record.string("idempotencyKey")
                                .map(key -> new IdempotencyKey(scope, endpointId, key))));
    }

    /** The fingerprint of the update that a record with a key is about. */
    public static String fingerprint(Json.Obj record) {
        return member(record).string("fingerprint").orElse("");
    }

    /** What a result says is to be remembered; empty where it has no key, or one that is free again. */
    public static Optional<Remembered.Ended> ended(Json.Obj result) {
        if (key(result).isEmpty()) {
            return Optional.empty();
        }
        Json.Obj members = member(result);
        return Optional.of(new Remembered.Ended(
                fingerprint(result),
                result.string("decisionId").orElse(""),
                result.string("outcome").orElse(""),
                members.get("status").flatMap(Replay::number),
                members.string("detail").orElse(""),
                members.get("text").map(text -> Payload.of(text.bytes()))));
    }

    private static Json.Obj member(Json.Obj record) {
        return record.get("idempotency").orElse(Json.object()) instanceof Json.Obj members ? members : Json.object();
    }

    private static Optional<Integer> number(Json json) {
        return json instanceof Json.Num(String text) ? Optional.of(new BigDecimal(text).intValue()) : Optional.empty();
    }
}
