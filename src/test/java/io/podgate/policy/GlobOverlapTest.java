package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether two patterns have a name in common. */
class GlobOverlapTest {

    @ParameterizedTest
    @CsvSource({
        "vision-*, vision-train-*, true",
        "vision-*, *-staging, true",
        "vision-*, research-*, false",
        "vision-a, vision-a, true",
        "vision-a, vision-b, false",
        "vision-?, vision-ab, false",
        "vision-?, vision-*b, true",
        "*a, *b, false",
        "*a*, *b*, true",
        "a*c, ab?c, true",
        "a*c, ab?d, false",
        "*, ?, true",
        "a?, ?b, true",
        "a**b, ab, true",
    })
    void overlap(String one, String other, boolean overlaps) {
        assertEquals(overlaps, new Glob(one).overlaps(new Glob(other)));
        assertEquals(overlaps, new Glob(other).overlaps(new Glob(one)));
    }
}
