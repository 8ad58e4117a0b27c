package io.podgate.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {

    private static final String VALUE_DUE =
            "a value is due: a string in double quotes, a number, true, false, null, an object or an array";

    @Test
    void a_good_text_becomes_its_tree() throws MalformedJson {
        assertEquals(
                new Json.Obj(Map.of(
                        "a",
                        new Json.Arr(List.of(
                                new Json.Num("1"),
                                new Json.Num("-2.50e+3"),
                                new Json.Bool(true),
                                new Json.Bool(false),
                                new Json.Null(),
                                new Json.Str("é😀\n"),
                                Json.object())))),
                read(" {\"a\":[1, -2.50e+3, true, false, null, \"é\\ud83d\\ude00\\n\", {}]}\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":5 "b":6}     | /a | not JSON at line 1, column 8: unexpected character "
            {"é":5 "b":6}     | /é | not JSON at line 1, column 8: unexpected character "
            {"a":NaN}         | /a | not JSON at line 1, column 9: NaN and Infinity are no JSON numbers
            {"a":-Infinity}   | /a | not JSON at line 1, column 15: NaN and Infinity are no JSON numbers
            {"a":01}          | /a | not JSON at line 1, column 7: a number must not begin with a zero that other digits follow
            {"a":-01}         | /a | not JSON at line 1, column 8: a number must not begin with a zero that other digits follow
            {"a":+1}          | /a | not JSON at line 1, column 7: unexpected character +; a number begins with a digit or a minus
            {"a":.5}          | /a | not JSON at line 1, column 6: unexpected character .; a number begins with a digit or a minus
            {"a":5.}          | /a | not JSON at line 1, column 8: digits of the number are missing
            {"a":1e}          | /a | not JSON at line 1, column 8: digits of the number are missing
            {"a":0x10}        | /a | not JSON at line 1, column 7: unexpected character x
            {/* c */}         | `` | not JSON at line 1, column 2: unexpected character /; JSON has no comments
            // c              | `` | not JSON at line 1, column 1: unexpected character /; JSON has no comments
            {"a":1 # c}       | /a | not JSON at line 1, column 8: unexpected character #; JSON has no comments
            {'a':1}           | `` | not JSON at line 1, column 2: unexpected character '; strings and names take double quotes
            {"a":'b'}         | /a | not JSON at line 1, column 6: unexpected character '; strings and names take double quotes
            {a:1}             | `` | not JSON at line 1, column 2: unexpected character a; names take double quotes
            {"a":1,}          | /a | not JSON at line 1, column 8: unexpected character }; is there a comma too many, or a value missing?
            {"a":[1,]}        | /a/1 | not JSON at line 1, column 9: unexpected character ]; is there a comma too many, or a value missing?
            {"a":"\\x"}       | /a | not JSON at line 1, column 8: no such escape exists in a string
            {                 | `` | not JSON at line 1, column 2: the text ends too early
            {"a":             | /a | not JSON at line 1, column 6: the text ends too early
            {"a":[1,          | /a/1 | not JSON at line 1, column 9: the text ends too early
            {"a":"b           | /a | not JSON at line 1, column 8: the text ends inside a string
            {"a":1}{}         | `` | something follows the JSON value; exactly one is due
            {"a":1} x         | `` | something follows the JSON value; exactly one is due
            {"a":1}]          | `` | something follows the JSON value; exactly one is due
            {"a":{"b":1,"b":1}} | /a/b | the same name stands there twice
            {"a":["\\ud800"]} | /a/0 | half a surrogate pair stands in a string
            {"a":"x\\udc00y"} | /a | half a surrogate pair stands in a string
            {"a":{"\\ud800b":1}} | /a | not JSON at line 1, column 14: half a surrogate pair stands in a name
            """)
    void each_fault_has_its_own_words_and_place(String text, String pointer, String detail) {
        assertRefused(text.replace("\\\\", "\\"), pointer, detail);
    }

    @Test
    void an_empty_text_is_said_to_be_empty() {
        assertRefused("", "", "the text is empty; a JSON value is due");
        assertRefused(" \n\t", "", "the text is empty; a JSON value is due");
    }

    @Test
    void lines_are_counted() {
        assertRefused("{\n  \"a\": 1,\n  \"b\": tru\n}", "/b", "not JSON at line 3, column 8: " + VALUE_DUE);
    }

    @Test
    void control_characters_are_refused_inside_strings_and_outside() {
        String words = "a control character must be escaped inside a string and has no place outside";
        assertRefused("{\"a\":\"x\ny\"}", "/a", "not JSON at line 1, column 8: " + words);
        assertRefused("\u0001{}", "", "not JSON at line 1, column 2: " + words);
    }

    @Test
    void other_encodings_are_named() {
        String other = "the text looks like UTF-16 or UTF-32; send UTF-8";
        assertRefused(bytes("{}", UTF_16BE), other);
        assertRefused(bytes("{}", UTF_16LE), other);
        assertRefused(bytes("\ufeff{}", UTF_16BE), other);
        assertRefused(bytes("\ufeff{}", UTF_16LE), other);
        assertRefused(bytes("{}", Charset.forName("UTF-32BE")), other);
        assertRefused(bytes("{}", Charset.forName("UTF-32LE")), other);
        assertRefused(bytes("\ufeff{}", UTF_8), "the text begins with a byte order mark; send UTF-8 without one");
    }

    @Test
    void bytes_that_are_no_UTF_8_are_refused() {
        for (int[] wrong : List.of(
                new int[] {0xC0, 0xAF}, // overlong
                new int[] {0xE0, 0x80, 0xAF},
                new int[] {0xED, 0xA0, 0x80}, // half a surrogate pair
                new int[] {0xF4, 0x90, 0x80, 0x80}, // beyond Unicode
                new int[] {0xE2, 0x82}, // truncated
                new int[] {0x80},
                new int[] {0xFF})) {
            byte[] text = new byte[wrong.length + 2];
            text[0] = '"';
            for (int i = 0; i < wrong.length; i++) {
                text[i + 1] = (byte) wrong[i];
            }
            text[wrong.length + 1] = '"';
            assertRefused(text, "the text is not valid UTF-8");
        }
    }

    @Test
    void depth_is_bounded_however_deep_the_text_is() throws MalformedJson {
        read("[".repeat(16) + "]".repeat(16));
        String deepest = "/0".repeat(16);
        assertRefused("[".repeat(17) + "]".repeat(17), deepest, "nested deeper than 16 levels");
        assertRefused("[".repeat(60_000), deepest, "nested deeper than 16 levels");
        assertRefused("{\"a\":".repeat(60_000), "/a".repeat(16), "nested deeper than 16 levels");
    }

    @Test
    void a_number_keeps_its_text_however_long_it_is() throws MalformedJson {
        for (String text : List.of("1".repeat(5_000), "-0." + "1".repeat(5_000), "1e" + "9".repeat(400))) {
            assertEquals(new Json.Num(text), read(text));
        }
    }

    @Test
    void no_word_repeats_what_the_text_says() {
        for (String text : List.of("{\"a\":hunter2hunter2}", "{\"a\":\"hunter2\\q\"}", "{\"a\":\"hunter2", "hunter2")) {
            MalformedJson malformed = assertThrows(MalformedJson.class, () -> read(text));
            assertFalse(malformed.detail().contains("hunter"), malformed.detail());
        }
    }

    private static Json read(String text) throws MalformedJson {
        return JsonReader.read(bytes(text, UTF_8), 16);
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }

    private static void assertRefused(byte[] text, String detail) {
        MalformedJson malformed = assertThrows(MalformedJson.class, () -> JsonReader.read(text, 16));
        assertEquals(detail, malformed.detail());
        assertEquals("", malformed.pointer());
    }

    private static void assertRefused(String text, String pointer, String detail) {
        MalformedJson malformed = assertThrows(MalformedJson.class, () -> read(text));
        assertEquals(pointer + " " + detail, malformed.pointer() + " " + malformed.detail());
    }
}
