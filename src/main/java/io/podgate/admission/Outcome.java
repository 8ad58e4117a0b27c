package io.podgate.admission;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Payload;
import io.podgate.endpoint.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How an update ended. Every way is named here, so that a new one is a change which the compiler follows up. */
public sealed interface Outcome {

    /** Where a rate limit was hit. */
    enum Scope {
        /** The caller's own. */
        CALLER,
        /** The team's share of RunPod's quota; nothing was sent. */
        SHARE,
        /** RunPod said 429. */
        RUNPOD;

        /** In metrics and in problems. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What keeps a request from being read as an update. */
    enum Flaw {
        /** A path, header, parameter or transfer that is not as it has to be. */
        FORM,
        /** More than is read. */
        SIZE,
        /** Something else than plain JSON in UTF-8. */
        LANGUAGE,
        /** Answers are asked for in a language that is not spoken here. */
        ANSWER
    }

    /** RunPod applied it. */
    record Applied(Sighting now) implements Outcome {}

    /** It would change nothing; nothing was sent. */
    record Unchanged(Sighting now) implements Outcome {}

    /**
     * What would happen; nothing was sent.
     *
     * @param violations empty where it would be allowed
     */
    record DryRun(
            Endpoint current,
            EndpointConfig before,
            EndpointConfig after,
            List<Violation> violations,
            String path,
            Payload body)
            implements Outcome {}

    /** The policy refuses it. */
    record Denied(List<Violation> violations) implements Outcome {}

    /** The caller's role does not update endpoints. */
    record Forbidden() implements Outcome {}

    /** It was refused before its body was looked into. */
    record Refused(Flaw flaw, String detail) implements Outcome {}

    /** What was sent is not one strict JSON object. */
    record Malformed(Violation where) implements Outcome {}

    /** RunPod's rules refuse it, or its dialect cannot say it. */
    record Invalid(List<Violation> violations) implements Outcome {}

    /** There is no such endpoint, or it is not the caller's: the same answer to both. */
    record NotFound(Optional<String> contact) implements Outcome {}

    record RateLimited(Scope scope, Duration retryAfter) implements Outcome {}

    /** RunPod refused it. */
    record Rejected(int status, String detail) implements Outcome {}

    /** RunPod failed, or refused our account; nothing was done. */
    record Failed(String detail) implements Outcome {}

    /** RunPod could not be reached; nothing was sent. */
    record Unavailable(String detail, Duration retryAfter) implements Outcome {}

    /** What the decision needs to know is missing or too old. */
    record StateUnavailable(String missing, Duration retryAfter) implements Outcome {}

    /** Nothing can be reserved or recorded, so nothing that grows is sent. */
    record LedgerUnavailable(String detail) implements Outcome {}

    /**
     * The same update under the same idempotency key has ended before, like this; nothing was sent again.
     *
     * @param decisionId of the first time
     */
    record Replayed(String decisionId, Outcome first) implements Outcome {}

    /** The same idempotency key is under way, or what came of it is not settled. */
    record InProgress() implements Outcome {}

    /** The idempotency key was used for another update. */
    record KeyReused() implements Outcome {}

    /**
     * The endpoint is not what {@code If-Match} demands.
     *
     * @param tag what it is
     */
    record PreconditionFailed(String tag) implements Outcome {}

    /** Podgate has more to do than it can; nothing was sent. */
    record Overloaded() implements Outcome {}

    /** Something in Podgate itself went wrong; nobody is told more than that. */
    record Bug(Throwable cause) implements Outcome {}

    /** It was sent; whether it was applied is not known. */
    record Unknown(String detail) implements Outcome {}

    /** The label of metrics, of the trail and of the {@code Podgate-Outcome} header. */
    default String label() {
        return switch (this) {
            case Applied a -> "applied";
            case Unchanged u -> "unchanged";
            case DryRun d -> "dry-run";
            case Denied d -> "denied";
            case Forbidden f -> "denied";
            case Refused r -> "invalid";
            case Malformed m -> "invalid";
            case Invalid i -> "invalid";
            case NotFound n -> "not-found";
            case RateLimited r -> "rate-limited";
            case Rejected r -> "rejected";
            case Failed f -> "failed";
            case Unavailable u -> "unavailable";
            case StateUnavailable s -> "unavailable";
            case LedgerUnavailable l -> "unavailable";
            case Replayed r -> "replayed";
            case InProgress i -> "conflict";
            case KeyReused k -> "invalid";
            case PreconditionFailed p -> "conflict";
            case Overloaded o -> "unavailable";
            case Bug b -> "failed";
            case Unknown u -> "unknown";
        };
    }
}
