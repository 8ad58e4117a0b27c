package io.podgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunpodWordsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"message":"no such endpoint"}                   | no such endpoint
            {"error":"bad input","status":500}               | bad input
            {"title":"Not Found","status":404,"detail":"resource not found"} | resource not found
            {"title":"Not Found","status":404}               | Not Found
            {"detail":"Request validation failed.","errors":["$: 'a' not allowed",5,"b"]} | Request validation failed.; $: 'a' not allowed; b
            {"errors":["a"]}                                 | a
            {"detail":" two\\n\\tlines\\u0007 "}             | two lines
            {"detail":5,"message":"m"}                       | m
            """)
    void words_are_found_in_either_form(String body, String words) {
        assertEquals(
                Optional.of(words), RunpodWords.in(body.replace("\\\\", "\\").getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>502</html>",
                "[]",
                "\"x\"",
                "{}",
                "{\"detail\":null}",
                "{\"detail\":\"",
                "{\"errors\":[{}]}"
            })
    void garbage_has_no_words(String body) {
        assertEquals(Optional.empty(), RunpodWords.in(body.getBytes(UTF_8)));
    }

    @Test
    void many_words_are_cut() {
        assertEquals(
                Optional.of("😀".repeat(499) + "…"),
                RunpodWords.in(("{\"detail\":\"" + "😀".repeat(501) + "\"}").getBytes(UTF_8)));
        assertEquals(
                Optional.of("x".repeat(500)),
                RunpodWords.in(("{\"detail\":\"" + "x".repeat(500) + "\"}").getBytes(UTF_8)));
    }
}
