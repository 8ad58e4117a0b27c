package io.podgate.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementsTest {

    @Test
    void elements_of_an_array_keep_their_own_bytes() throws MalformedJson {
        assertEquals(
                List.of("{ \"a\" : \"é\" }", "[1 ,2]", "3", "\"x\"", "true", "{}"),
                own(" [ { \"a\" : \"é\" } ,[1 ,2],\n3 , \"x\",true , {}] ", ""));
    }

    @Test
    void elements_of_a_member_are_found_behind_other_members() throws MalformedJson {
        assertEquals(
                List.of("{\"id\":1}", "{\"id\":2}"),
                own("{\"next\":{\"endpoints\":[0]},\"endpoints\":[{\"id\":1}, {\"id\":2}],\"z\":[[]]}", "endpoints"));
    }

    @Test
    void an_empty_list_has_no_elements() throws MalformedJson {
        assertEquals(List.of(), own("[]", ""));
        assertEquals(List.of(), own("{\"endpoints\":[]}", "endpoints"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":[]}          | `` | the member "list" is missing
            []                | `` | an object is due
            {"list":{}}       | /list | an array is due
            {"list":[],"list":[]} | /list | the member stands there twice
            {"list":[{"a":1,"a":2}]} | /list/0/a | the same name stands there twice
            {"list":[{}]      | /list | not JSON at line 1, column 13: the text ends too early
            {"list":[{}]}x    | `` | something follows the JSON value; exactly one is due
            {"list":[{},[[[]]]]} | /list/1/0 | nested deeper than 3 levels
            """)
    void faults_have_their_place(String text, String pointer, String detail) {
        MalformedJson malformed = assertThrows(
                MalformedJson.class, () -> JsonReader.elements(text.getBytes(UTF_8), "list", 3, element -> element));
        assertEquals(pointer + " " + detail, malformed.pointer() + " " + malformed.detail());
    }

    private static List<String> own(String text, String member) throws MalformedJson {
        byte[] bytes = text.getBytes(UTF_8);
        return JsonReader.elements(
                bytes,
                member,
                8,
                element -> new String(bytes, element.start(), element.end() - element.start(), UTF_8));
    }
}
