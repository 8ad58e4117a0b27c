package io.podgate.rules;

/** An expression without what CEL does not look at: white space outside of quotes, and comments. */
final class Spelling {

    private static final String QUOTES = "\"'`";

    private Spelling() {}

    /** Two with the same spelling say the same; two that say the same may still be spelled differently. */
    static String of(String text) {
        StringBuilder kept = new StringBuilder();
        boolean apart = false;
        int at = 0;
        while (at < text.length()) {
            int end = skipped(text, at);
            if (end > at) {
                apart = true;
            } else {
                end = QUOTES.indexOf(text.charAt(at)) >= 0 ? quoted(text, at) : at + 1;
                if (apart && !kept.isEmpty() && isWord(kept.charAt(kept.length() - 1)) && isWord(text.charAt(at))) {
                    kept.append(' ');
                }
                kept.append(text, at, end);
                apart = false;
            }
            at = end;
        }
        return kept.toString();
    }

    /** Where what does not count ends; where it begins if something counts there. */
    private static int skipped(String text, int start) {
        if (Character.isWhitespace(text.charAt(start))) {
            return start + 1;
        }
        if (!text.startsWith("//", start)) {
            return start;
        }
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    /** Where a text or a quoted name ends. Not even a raw text may end in a single backslash. */
    private static int quoted(String text, int start) {
        String one = text.substring(start, start + 1);
        String quote = text.startsWith(one.repeat(3), start) ? one.repeat(3) : one;
        int at = start + quote.length();
        while (at < text.length() && !text.startsWith(quote, at)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), at + quote.length());
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
