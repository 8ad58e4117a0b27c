package io.podgate.dialect;

import io.podgate.json.Json;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which characters the texts of an update may have. Policies compare identifiers with lists, so one that only looks
 * like another is refused, and never trimmed: what a caller meant is not guessed. The parser has already refused half
 * surrogate pairs.
 */
public final class Texts {

    /** Names something. */
    static final Shape<String> IDENTIFIER = identifier("a string that is not empty", text -> !text.isEmpty());

    /** Means something to the caller's own programs, whatever it is. */
    static final Shape<String> FREE = flawless(Shapes.text("a string", text -> true), Texts::flawOfFreeText);

    private Texts() {}

    /** Names something, and is good besides; {@code allowed} says what good is. */
    static Shape<String> identifier(String allowed, Predicate<String> good) {
        return flawless(Shapes.text(allowed, good), Texts::flawOfIdentifier);
    }

    private static Shape<String> flawless(Shape<String> shape, Function<String, Optional<String>> flaw) {
        return (json, pointer, findings) -> shape.read(json, pointer, findings).filter(text -> {
            Optional<String> found = flaw.apply(text);
            found.ifPresent(predicate -> findings.refuse(pointer, predicate));
            return found.isEmpty();
        });
    }

    private static Optional<String> flawOfIdentifier(String text) {
        Optional<String> invisible = text.codePoints()
                .filter(Texts::isInvisible)
                .mapToObj(Texts::number)
                .findFirst()
                .map(number -> "must not contain " + number + ", a character that cannot be seen");
        return invisible.isPresent() || text.isEmpty() || !hasSpaceAtAnEnd(text)
                ? invisible
                : Optional.of("must not begin or end with white space; found " + Words.found(new Json.Str(text)));
    }

    /** Programs written in C stop reading at U+0000. The text itself may be secret. */
    static Optional<String> flawOfFreeText(String text) {
        return text.indexOf('\0') < 0 ? Optional.empty() : Optional.of("must not contain U+0000");
    }

    /** Control and format characters, and what breaks a line. */
    public static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** {@code U+200B}. */
    static String number(int character) {
        return "U+%04X".formatted(character);
    }

    private static boolean hasSpaceAtAnEnd(String text) {
        return isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length()));
    }

    /** Java's two notions of it: only one has the tab, only the other the no-break space. */
    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
