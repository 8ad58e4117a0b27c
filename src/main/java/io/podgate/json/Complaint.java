package io.podgate.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the parser's words into ours: the place and the reason, and of the text itself no more than one character. */
final class Complaint {

    private static final String TOO_EARLY = "the text ends too early";
    private static final Pattern CHARACTER = Pattern.compile("\\(code (\\d+)");

    private Complaint() {}

    static MalformedJson about(JsonProcessingException e, byte[] text) {
        return new MalformedJson(pointer(e), "not JSON" + place(e, text) + ": " + reason(e));
    }

    private static String pointer(JsonProcessingException e) {
        return e instanceof StreamReadException read && read.getProcessor() != null
                ? read.getProcessor().getParsingContext().pathAsPointer().toString()
                : "";
    }

    private static String place(JsonProcessingException e, byte[] text) {
        if (e.getLocation() == null || e.getLocation().getByteOffset() < 0) {
            return "";
        }
        int end = (int) Math.min(e.getLocation().getByteOffset(), text.length);
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < end; i++) {
            if (text[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int column = new String(text, lineStart, end - lineStart, StandardCharsets.UTF_8)
                        .codePoints()
                        .toArray()
                        .length
                + 1;
        return " at line " + line + ", column " + column;
    }

    private static String reason(JsonProcessingException e) {
        return switch (e) {
            case JsonEOFException eof ->
                eof.getTokenBeingDecoded() == JsonToken.VALUE_STRING ? "the text ends inside a string" : TOO_EARLY;
            case StreamConstraintsException limit -> "the nesting is too deep";
            default -> reason(String.valueOf(e.getOriginalMessage()));
        };
    }

    private static String reason(String parsersWords) {
        if (parsersWords.startsWith("Non-standard token")) {
            return "NaN and Infinity are no JSON numbers";
        }
        if (parsersWords.contains("nd-of-input")) {
            return TOO_EARLY;
        }
        if (parsersWords.contains("ot followed by a digit") || parsersWords.contains("o digit following")) {
            return "digits of the number are missing";
        }
        if (parsersWords.startsWith("Unrecognized token")) {
            return "a value is due: a string in double quotes, a number, true, false, null, an object or an array";
        }
        if (parsersWords.contains("urrogate")) {
            return "half a surrogate pair stands in a name";
        }
        if (parsersWords.contains("eading zero")) {
            return "a number must not begin with a zero that other digits follow";
        }
        if (parsersWords.contains("ontrol character") || parsersWords.contains("CTRL-CHAR")) {
            return "a control character must be escaped inside a string and has no place outside";
        }
        if (parsersWords.startsWith("Unrecognized character escape") || parsersWords.contains("hex-digit")) {
            return "no such escape exists in a string";
        }
        Matcher character = CHARACTER.matcher(parsersWords);
        return character.find()
                ? unexpected(Integer.parseInt(character.group(1)), parsersWords)
                : "that is not how JSON is spelled";
    }

    private static String unexpected(int character, String parsersWords) {
        String hint = switch (character) {
            case '\'' -> "; strings and names take double quotes";
            case '/', '#' -> "; JSON has no comments";
            case '+', '.' -> "; a number begins with a digit or a minus";
            case '}', ']' -> "; is there a comma too many, or a value missing?";
            case ',', ':' -> "; is there one too many, or a value missing?";
            default -> parsersWords.contains("field name") ? "; names take double quotes" : "";
        };
        String shown = Character.isISOControl(character)
                ? "U+%04X".formatted(character)
                : Character.isValidCodePoint(character) ? Character.toString(character) : "";
        return "unexpected character " + shown + hint;
    }
}
