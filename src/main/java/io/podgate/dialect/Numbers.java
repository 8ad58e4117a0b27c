package io.podgate.dialect;

import io.podgate.json.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** The shapes of numbers. An integer is one that is spelled as such: neither {@code 5.0} nor {@code 1e2} is. */
final class Numbers {

    private static final int MAX_DIGITS = 18;
    private static final int MAX_SCALE = 64;

    private Numbers() {}

    /** The integer that is spelled there, if one is that fits. */
    static OptionalLong integer(Json json) {
        if (!(json instanceof Json.Num(String text))) {
            return OptionalLong.empty();
        }
        int start = text.startsWith("-") ? 1 : 0;
        boolean digits = text.length() - start <= MAX_DIGITS;
        for (int i = start; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** The number that is spelled there, if one is whose digits can be written out. */
    static Optional<BigDecimal> decimal(Json json) {
        if (!(json instanceof Json.Num(String text))) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs(number.scale()) <= MAX_SCALE ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) { // an exponent beyond all bounds
            return Optional.empty();
        }
    }

    static Shape<Integer> atLeast(int min) {
        return between(min, Integer.MAX_VALUE, "an integer of at least " + min);
    }

    static Shape<Integer> between(int min, int max) {
        return between(min, max, "an integer from " + min + " to " + max);
    }

    private static Shape<Integer> between(int min, int max, String allowed) {
        return (json, pointer, findings) -> {
            OptionalLong number = integer(json);
            if (number.isPresent() && number.getAsLong() >= min && number.getAsLong() <= max) {
                return Optional.of((int) number.getAsLong());
            }
            boolean tooLarge = max == Integer.MAX_VALUE
                    && decimal(json)
                            .filter(n -> n.compareTo(BigDecimal.valueOf(max)) > 0)
                            .isPresent();
            findings.expected(tooLarge ? allowed + " and at most " + max : allowed, json, pointer);
            return Optional.empty();
        };
    }

    static Shape<BigDecimal> decimalAtLeast(BigDecimal min) {
        return (json, pointer, findings) -> {
            Optional<BigDecimal> number = decimal(json).filter(n -> n.compareTo(min) >= 0);
            if (number.isEmpty()) {
                findings.expected("a number of at least " + min.toPlainString(), json, pointer);
            }
            return number;
        };
    }
}
