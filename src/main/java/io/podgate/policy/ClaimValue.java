package io.podgate.policy;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a claim of a JWT says, where that can be compared: text letter by letter, numbers by their value, truth.
 *
 * @param text how it is told from others of its kind
 */
record ClaimValue(Kind kind, String text) {

    enum Kind {
        TEXT,
        NUMBER,
        TRUTH
    }

    static ClaimValue of(String text) {
        return new ClaimValue(Kind.TEXT, text);
    }

    static ClaimValue of(BigDecimal number) {
        return new ClaimValue(Kind.NUMBER, number.stripTrailingZeros().toString());
    }

    static ClaimValue of(boolean truth) {
        return new ClaimValue(Kind.TRUTH, String.valueOf(truth));
    }

    /** All that a claim says: each element of a list; nothing for what is no single value, nor a list of such. */
    static Stream<ClaimValue> all(Object plain) {
        return plain instanceof Collection<?> list
                ? list.stream().flatMap(element -> single(element).stream())
                : single(plain).stream();
    }

    private static Optional<ClaimValue> single(Object plain) {
        return switch (plain) {
            case String text -> Optional.of(of(text));
            case Boolean truth -> Optional.of(of(truth));
            case Double number when !Double.isFinite(number) -> Optional.empty();
            case Number number -> Optional.of(of(new BigDecimal(number.toString())));
            case null, default -> Optional.empty();
        };
    }
}
