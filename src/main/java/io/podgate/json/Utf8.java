package io.podgate.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Says whether bytes are the UTF-8 that RFC 8259 asks for, without a byte order mark. */
final class Utf8 {

    private Utf8() {}

    static void check(byte[] bytes) throws MalformedJson {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            throw new MalformedJson("", "the text begins with a byte order mark; send UTF-8 without one");
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE) || hasZeroAmongFirstTwo(bytes)) {
            throw new MalformedJson("", "the text looks like UTF-16 or UTF-32; send UTF-8");
        }
        if (!isAscii(bytes)) {
            decode(bytes);
        }
    }

    private static void decode(byte[] bytes) throws MalformedJson {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new MalformedJson("", "the text is not valid UTF-8");
        }
    }

    private static boolean isAscii(byte[] bytes) {
        int all = 0;
        for (byte each : bytes) {
            all |= each;
        }
        return all >= 0;
    }

    private static boolean hasZeroAmongFirstTwo(byte[] bytes) {
        return bytes.length >= 2 && (bytes[0] == 0 || bytes[1] == 0);
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
