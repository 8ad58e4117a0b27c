package io.podgate.dialect;

import io.podgate.json.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** The shapes of numbers. An integer is one that is spelled as such: neither {@code 5.0} nor {@code 1e2} is. */
final class Numbers {

    private static final int MAX_DIGITS = 18;
    private static final int MAX_SCALE = 64;

    /** Longer texts are numbers as well, but nothing computes with them. */
    private static final int MAX_LENGTH = 64;

    private Numbers() {}

    /** The integer that is spelled there, if one is that fits. */
    static OptionalLong integer(Json json) {
        return json instanceof Json.Num(String text)
                        && isInteger(text)
                        && text.length() <= MAX_DIGITS + (isNegative(text) ? 1 : 0)
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    /** The number that is spelled there, if one is whose digits can be written out. */
    static Optional<BigDecimal> decimal(Json json) {
        return computable(json).filter(number -> Math.abs(number.scale()) <= MAX_SCALE);
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
            findings.expected(max == Integer.MAX_VALUE ? bounded(allowed, max, json) : allowed, json, pointer);
            return Optional.empty();
        };
    }

    static Shape<BigDecimal> decimalBetween(BigDecimal min, BigDecimal max) {
        String allowed = "a number from " + min.toPlainString() + " to " + max.toPlainString();
        return (json, pointer, findings) -> {
            Optional<BigDecimal> number = decimal(json).filter(n -> n.compareTo(min) >= 0 && n.compareTo(max) <= 0);
            if (number.isEmpty()) {
                findings.expected(
                        isLong(json) ? allowed + " in at most " + MAX_LENGTH + " characters" : allowed, json, pointer);
            }
            return number;
        };
    }

    /** What is allowed, with the bound that goes without saying as long as nobody is above it. */
    static String bounded(String allowed, int max, Json found) {
        return isAbove(max, found) ? allowed + " and at most " + max : allowed;
    }

    private static boolean isAbove(int max, Json json) {
        return isLong(json)
                ? json instanceof Json.Num(String text) && isInteger(text) && !isNegative(text)
                : computable(json)
                        .filter(number -> number.compareTo(BigDecimal.valueOf(max)) > 0)
                        .isPresent();
    }

    private static Optional<BigDecimal> computable(Json json) {
        if (!(json instanceof Json.Num(String text)) || isLong(json)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) { // an exponent beyond all bounds
            return Optional.empty();
        }
    }

    private static boolean isLong(Json json) {
        return json instanceof Json.Num(String text) && text.length() > MAX_LENGTH;
    }

    private static boolean isNegative(String text) {
        return text.startsWith("-");
    }

    private static boolean isInteger(String text) {
        for (int i = isNegative(text) ? 1 : 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
