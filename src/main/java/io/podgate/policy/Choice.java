package io.podgate.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names that are allowed and names that are not; what is denied is denied even where it is allowed as well. */
record Choice(Optional<Globs> allow, Optional<Globs> deny) {

    boolean permits(String name) {
        return (allow.isEmpty() || allow.get().matches(name))
                && (deny.isEmpty() || !deny.get().matches(name));
    }

    /** Whether there is no name that it would refuse. */
    boolean permitsEverything() {
        return (allow.isEmpty() || allow.get().matchesEverything())
                && (deny.isEmpty() || deny.get().isEmpty());
    }

    Choice over(Choice base) {
        return new Choice(allow.or(base::allow), deny.or(base::deny));
    }

    /** What is allowed, in words. */
    String hint() {
        StringBuilder hint = new StringBuilder();
        allow.ifPresent(
                globs -> hint.append("allowed: ").append(globs.isEmpty() ? "none" : Objection.names(globs.patterns())));
        deny.filter(globs -> !globs.isEmpty())
                .ifPresent(globs -> hint.append(hint.isEmpty() ? "" : "; ")
                        .append("denied: ")
                        .append(Objection.names(globs.patterns())));
        return hint.toString();
    }

    Map<String, Object> plain() {
        Map<String, Object> plain = new TreeMap<>();
        allow.ifPresent(globs -> plain.put("allow", sorted(globs)));
        deny.ifPresent(globs -> plain.put("deny", sorted(globs)));
        return plain;
    }

    private static List<String> sorted(Globs globs) {
        return globs.patterns().stream().sorted().distinct().toList();
    }
}
