package io.podgate.policy;

import java.math.BigDecimal;
import java.util.Optional;

/** What an exception grants. */
public sealed interface Relief {

    /** The rule does not hold at all. */
    record Lifted() implements Relief {}

    /**
     * The limit holds with other values.
     *
     * @param limits of the one field
     */
    record Limit(Limits limits) implements Relief {}

    /** The line has another cap: USD, or a number. */
    record Cap(BigDecimal cap) implements Relief {}

    /** As policies write it; empty where nothing is left of the rule. */
    default Optional<Object> plain() {
        return switch (this) {
            case Lifted lifted -> Optional.empty();
            case Limit(Limits limits) -> limits.plain().values().stream().findFirst();
            case Cap(BigDecimal cap) -> Optional.of(cap);
        };
    }
}
