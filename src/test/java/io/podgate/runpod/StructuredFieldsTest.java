package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.runpod.StructuredFields.Item;
import io.podgate.runpod.StructuredFields.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and dictionaries of RFC 9651, read strictly. */
class StructuredFieldsTest {

    private static Item text(String text, Map<String, Value> parameters) {
        return new Item(new Value.Text(text), parameters);
    }

    private static Value whole(long number) {
        return new Value.Whole(number);
    }

    @Test
    void a_list_has_items_with_parameters() {
        assertEquals(
                Optional.of(List.of(
                        text("minute", Map.of("r", whole(176), "t", whole(1))),
                        text("hour", Map.of("r", whole(7193), "t", whole(2701))))),
                StructuredFields.list("\"minute\";r=176;t=1, \"hour\";r=7193;t=2701"));
    }

    @Test
    void space_is_where_it_may_be() {
        assertEquals(
                StructuredFields.list("\"a\";r=1,\"b\";r=2"),
                StructuredFields.list("  \"a\"; r=1 \t,\t \"b\";  r=2  "));
        assertEquals(Optional.of(List.of()), StructuredFields.list(""));
    }

    @Test
    void of_a_parameter_that_is_said_twice_the_last_holds() {
        assertEquals(Optional.of(List.of(text("a", Map.of("r", whole(2))))), StructuredFields.list("\"a\";r=1;r=2"));
    }

    @Test
    void a_dictionary_has_keys() {
        Map<String, Item> entries = StructuredFields.dictionary("limit=60, remaining=12;x, reset=30, flag")
                .orElseThrow();
        assertEquals(List.of("limit", "remaining", "reset", "flag"), List.copyOf(entries.keySet()));
        assertEquals(
                List.of(whole(60), whole(12), whole(30), new Value.Other()),
                entries.values().stream().map(Item::value).toList());
    }

    @Test
    void texts_are_unescaped() {
        assertEquals(Optional.of(List.of(text("a\"b\\c", Map.of()))), StructuredFields.list("\"a\\\"b\\\\c\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "-17",
                "?1",
                "token*/x:y",
                ":aGVsbG8=:",
                "@1659578233",
                "%\"f%c3%bc\"",
                "(\"a\" \"b\";x=1)",
                "()",
                "( 1 2 );q=1",
                "a;x=1.25;y=?0;z=tok"
            })
    void everything_else_that_the_rfc_has_is_read_over(String text) {
        assertEquals(1, StructuredFields.list(text).orElseThrow().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "\"a\",",
                "\"a\" \"b\"",
                "\"a\";R=1",
                "\"a\";=1",
                "\"a\";r=",
                "\"a",
                "\"a\\x\"",
                "\"ü\"",
                "\"a\u0001\"",
                "1234567890123456",
                "1.2345",
                "1.",
                "-",
                "--1",
                "?2",
                "(\"a\"",
                "(\"a\"\"b\")",
                "@1.5",
                ":a",
                "%a",
                "=",
                "limit=100",
                "\t\"a\""
            })
    void one_mistake_spoils_the_field(String text) {
        assertTrue(StructuredFields.list(text).isEmpty(), text);
    }

    @Test
    void what_is_longer_than_anything_that_is_meant_is_not_looked_at() {
        assertTrue(StructuredFields.list("a".repeat(2049)).isEmpty());
    }

    @Test
    void no_text_at_all_brings_it_out_of_step() {
        Random random = new Random(20261123);
        String letters = "\"\\;,=()?:@%.-* \tra1\u0000ü";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n > 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            StructuredFields.list(text.toString())
                    .ifPresent(items -> assertTrue(items.size() <= text.length(), text::toString));
            StructuredFields.dictionary(text.toString())
                    .ifPresent(entries -> assertTrue(entries.size() <= text.length(), text::toString));
        }
    }
}
