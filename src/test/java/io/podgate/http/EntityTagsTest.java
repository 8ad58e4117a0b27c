package io.podgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of entity tags, as RFC 9110 has them. */
final class EntityTagsTest {

    private static Optional<EntityTags> tags(Set<String> strong, Set<String> weak) {
        return Optional.of(new EntityTags(false, strong, weak));
    }

    @Test
    void tags_are_told_apart_over_commas_lines_and_empty_elements() {
        assertEquals(tags(Set.of("a"), Set.of()), EntityTags.read(List.of("\"a\"")));
        assertEquals(tags(Set.of("a", "b"), Set.of("c")), EntityTags.read(List.of(" \"a\" ,,W/\"c\",", "\"b\"")));
        assertEquals(tags(Set.of("x,Qa", ""), Set.of()), EntityTags.read(List.of("\"x,Qa\", \"\"")));
        assertEquals(Optional.of(new EntityTags(true, Set.of(), Set.of())), EntityTags.read(List.of(" * ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "a", "\"a", "\"a\" \"b\"", "w/\"a\"", "*, \"a\"", "\"a b\""})
    void anything_else_is_none(String said) {
        assertEquals(Optional.empty(), EntityTags.read(List.of(said)));
    }
}
