package io.podgate.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VcpusTest {

    private static final PlainValues PLAIN = new PlainValues(value -> "");

    /** As {@code a 16, b 8}. */
    private static Vcpus vcpus(String text) {
        return new Vcpus(Arrays.stream(text.split(", "))
                .map(size -> size.split(" "))
                .map(parts -> new Vcpus.Size(parts[0], Integer.parseInt(parts[1])))
                .toList());
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(delimiter = '|', textBlock = """
            a 16            | a 16            | SAME
            a 16            | a 8             | SHRINKS
            a 8             | a 16            | GROWS
            a 16, a 8       | a 16            | SHRINKS
            a 16, a 8       | a 8             | SHRINKS
            a 16, a 8       | a 16, a 4       | SHRINKS
            a 16            | a 16, a 8       | GROWS
            a 16            | a 8, a 4        | GROWS
            a 16, a 8       | a 16, a 8, a 4  | GROWS
            a 8, a 4        | a 16, a 4       | GROWS
            a 16, a 2       | a 8, a 4        | GROWS
            a 16, a 8       | a 8, a 16       | CHANGES
            a 8, b 4, a 4   | a 8, a 4, b 4   | CHANGES
            a 8, b 4        | b 4, a 8        | SAME
            a 8, a 4, b 2   | a 8, a 4        | SAME
            a 8, a 4        | a 8, a 4, b 8   | SAME
            a 8, a 4        | a 8, a 4, b 16  | GROWS
            a 8, b 4        | a 4, b 8        | GROWS
            * 8             | a 8             | SAME
            """)
    void larger_or_more_sizes_are_growth(String before, String after, Direction direction) {
        assertEquals(direction, Field.VCPU_COUNT.direction(vcpus(before), vcpus(after)));
    }

    @Test
    void what_was_not_known_grows() {
        assertEquals(Direction.GROWS, Field.VCPU_COUNT.direction(null, vcpus("a 2")));
    }

    @Test
    void they_are_shown_as_shortly_as_they_can_be() {
        assertEquals(8, PLAIN.of((Object) vcpus("a 8, b 8")));
        assertEquals(Map.of("a", 8, "b", 4), PLAIN.of((Object) vcpus("a 8, b 4")));
        assertEquals(
                List.of(
                        Map.of("id", "a", "vcpuCount", 8),
                        Map.of("id", "b", "vcpuCount", 4),
                        Map.of("id", "a", "vcpuCount", 4)),
                PLAIN.of((Object) vcpus("a 8, b 4, a 4")));
    }
}
