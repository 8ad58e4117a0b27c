package io.podgate.trail;

import java.nio.charset.StandardCharsets;

/** Looking into lines without reading them as JSON. */
final class Bytes {

    private Bytes() {}

    static byte[] of(String ascii) {
        return ascii.getBytes(StandardCharsets.UTF_8);
    }

    static boolean startWith(byte[] text, byte[] prefix) {
        return text.length >= prefix.length && matches(text, 0, prefix);
    }

    static boolean contain(byte[] text, byte[] part) {
        return indexOf(text, part) >= 0;
    }

    /** Below zero where it is not there. */
    static int indexOf(byte[] text, byte[] part) {
        for (int i = 0; i <= text.length - part.length; i++) {
            if (text[i] == part[0] && matches(text, i, part)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] text, int at, byte[] part) {
        for (int i = 0; i < part.length; i++) {
            if (text[at + i] != part[i]) {
                return false;
            }
        }
        return true;
    }
}
