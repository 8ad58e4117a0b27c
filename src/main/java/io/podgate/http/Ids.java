package io.podgate.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of decisions and requests, and the form that they and endpoint ids have. */
public final class Ids {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");
    private static final char[] CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int LONGEST = 64;

    private Ids() {}

    public static boolean isEndpointId(String text) {
        return ID.matcher(text).matches();
    }

    public static boolean isDecisionId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * What stands where an endpoint's id should, as it may be recorded: short, in visible ASCII, and never to be taken
     * for an id that it is not.
     */
    static String recordable(String text) {
        if (isEndpointId(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        for (byte each : text.substring(0, Math.min(text.length(), LONGEST)).getBytes(StandardCharsets.UTF_8)) {
            if (each > ' ' && each < 127) {
                shown.append((char) each);
            } else {
                shown.append('%').append(HEX.toHexDigits(each));
            }
        }
        return text.length() > LONGEST ? shown.append("...").toString() : shown.toString();
    }

    /** What the caller calls its request, where that is a name; else a fresh one. */
    public static String ofRequest(@Nullable String asked) {
        return asked != null && REQUEST.matcher(asked).matches() ? asked : fresh();
    }

    /** 26 characters that sort by time: 48 bits of milliseconds, 80 of chance, as ULIDs have them. */
    public static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        char[] text = new char[26];
        write(text, 0, 10, System.currentTimeMillis());
        write(text, 10, 8, random.nextLong());
        write(text, 18, 8, random.nextLong());
        return new String(text);
    }

    private static void write(char[] text, int start, int count, long value) {
        for (int i = start + count - 1; i >= start; i--) {
            text[i] = CROCKFORD[(int) (value & 31)];
            value >>>= 5;
        }
    }
}
