package io.podgate.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One reason why an update cannot be sent. Values ({@code limit}, {@code actual}, {@code passes}) are plain: strings,
 * booleans, numbers, lists and maps of these.
 *
 * @param pointer JSON Pointer into the caller's own body; the empty pointer where the body does not say it
 * @param detail one sentence for a human, saying what was found and what is allowed
 * @param rule the policy's name for it; empty where the reason is a rule of RunPod's
 * @param passes what would be let through
 */
public record Violation(
        String pointer,
        String detail,
        Optional<String> rule,
        Optional<Object> limit,
        Optional<Object> actual,
        Optional<Object> passes) {

    /** A rule of RunPod's. */
    public static Violation at(String pointer, String detail) {
        return new Violation(pointer, detail, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A rule of the policy's. */
    public static Violation of(String rule, String pointer, String detail) {
        return new Violation(pointer, detail, Optional.of(rule), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Violation limit(Object value) {
        return new Violation(pointer, detail, rule, Optional.of(value), actual, passes);
    }

    public Violation actual(Object value) {
        return new Violation(pointer, detail, rule, limit, Optional.of(value), passes);
    }

    public Violation passes(Object value) {
        return new Violation(pointer, detail, rule, limit, actual, Optional.of(value));
    }

    /** As answers and records show it. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("pointer", pointer);
        members.put("detail", detail);
        rule.ifPresent(name -> members.put("rule", name));
        limit.ifPresent(value -> members.put("limit", value));
        actual.ifPresent(value -> members.put("actual", value));
        passes.ifPresent(value -> members.put("passes", value));
        return members;
    }
}
