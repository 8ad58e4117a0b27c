package io.podgate.dialect;

import io.podgate.json.Json;

/** Values and places in words short enough for an error message. */
final class Words {

    private static final int LONGEST = 40;

    private Words() {}

    /** A pointer as callers write it in code: {@code /gpu/pools/0} is {@code gpu.pools[0]}. */
    static String path(String pointer) {
        StringBuilder path = new StringBuilder();
        int start = 1;
        while (start <= pointer.length()) {
            int slash = pointer.indexOf('/', start);
            int end = slash < 0 ? pointer.length() : slash;
            String token = pointer.substring(start, end).replace("~1", "/").replace("~0", "~");
            if (isIndex(token) && !path.isEmpty()) {
                path.append('[').append(token).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(token.isEmpty() ? "\"\"" : brief(token));
            }
            start = end + 1;
        }
        return path.isEmpty() ? "the body" : path.toString();
    }

    /** A caller's own value, as it stood there. */
    static String found(Json json) {
        return switch (json) {
            case Json.Str(String value) -> "the string \"" + brief(value) + '"';
            case Json.Num(String text) -> brief(text);
            case Json.Obj _, Json.Arr _, Json.Bool _, Json.Null _ -> json.kind();
        };
    }

    /** Only what kind of value it is, where the value may be secret. */
    static String kind(Json json) {
        return switch (json) {
            case Json.Num _ -> "a number";
            case Json.Bool _ -> "a boolean";
            case Json.Obj _, Json.Arr _, Json.Str _, Json.Null _ -> json.kind();
        };
    }

    /** The text, or its beginning where it is long; a character that cannot be seen is shown by its number. */
    static String brief(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(character -> {
            if (Texts.isInvisible(character)) {
                shown.append('[').append(Texts.number(character)).append(']');
            } else {
                shown.appendCodePoint(character);
            }
        });
        return text.codePointCount(0, text.length()) <= LONGEST
                ? shown.toString()
                : shown.append('…').toString();
    }

    private static boolean isIndex(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
