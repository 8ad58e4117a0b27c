package io.podgate.http;

import io.podgate.endpoint.Violation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A problem to answer with.
 *
 * @param status where the type leaves it to RunPod
 * @param retryAfter when trying again makes sense
 * @param members further members
 */
record Problem(
        ProblemType type,
        String detail,
        List<Violation> violations,
        OptionalInt status,
        Optional<Duration> retryAfter,
        Map<String, Object> members) {

    static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), OptionalInt.empty(), Optional.empty(), Map.of());
    }

    /** All reasons at once; the detail sums them up. */
    static Problem of(ProblemType type, List<Violation> violations) {
        String first = violations.getFirst().detail();
        String detail = violations.size() == 1 ? first : first + " (and " + (violations.size() - 1) + " more)";
        return new Problem(type, detail, violations, OptionalInt.empty(), Optional.empty(), Map.of());
    }

    Problem withStatus(int other) {
        return new Problem(type, detail, violations, OptionalInt.of(other), retryAfter, members);
    }

    Problem retryAfter(Duration wait) {
        return new Problem(type, detail, violations, status, Optional.of(wait), members);
    }

    Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, detail, violations, status, retryAfter, more);
    }

    int effectiveStatus() {
        return status.orElse(type.status());
    }

    /**
     * The members of the answer.
     *
     * @param v1 whether clients of v1 read it, who look for {@code message} and {@code error}
     */
    Map<String, Object> body(Optional<String> decisionId, boolean v1) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type.urn());
        body.put("title", type.title());
        body.put("status", effectiveStatus());
        body.put("detail", detail);
        decisionId.ifPresent(id -> {
            body.put("instance", "/decisions/" + id);
            body.put("decisionId", id);
        });
        if (!violations.isEmpty()) {
            body.put("violations", violations.stream().map(Violation::members).toList());
            body.put("errors", violations.stream().map(Violation::detail).toList());
        }
        body.putAll(members);
        if (v1) {
            body.put("message", detail);
            body.put("error", detail);
        }
        return body;
    }
}
