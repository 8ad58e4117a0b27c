package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "vision-*, vision-, true",
        "vision-*, vision, false",
        "*-staging, a-staging-staging, true",
        "NVIDIA H100*, NVIDIA H100 PCIe, true",
        "nvidia*, NVIDIA L4, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "ghcr.io/acme/*, ghcr.io/acme/a/b:1, true",
        "ghcr.io/acme/*, ghcr-io/acme/a, false",
        "*, '', true",
    })
    void matches(String pattern, String text, boolean matches) {
        assertEquals(matches, new Glob(pattern).matches(text));
    }

    /** The same as the regular expression that it stands for. */
    @Test
    void agrees_with_regular_expressions() {
        long seed = Long.getLong("podgate.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String pattern = word(random, "ab.*?", 1);
            String text = word(random, "ab.", 0);
            boolean expected = Pattern.matches(
                    pattern.replace(".", "\\.").replace("*", ".*").replace("?", "."), text);
            assertEquals(
                    expected,
                    new Glob(pattern).matches(text),
                    () -> "-Dpodgate.seed=" + seed + " " + pattern + " " + text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*, vision-?, true",
        "vision-*, vision-*, true",
        "vision-*, vision-ocr-*, true",
        "vision-*, vision*, false",
        "*-staging, vision-*-staging, true",
        "*-staging, vision-*, false",
        "a?, a?, true",
        "a?, a*, false",
        "a??, a*, false",
    })
    void covers(String wide, String narrow, boolean covers) {
        assertEquals(covers, new Glob(wide).covers(new Glob(narrow)));
    }

    /** A regular expression of this form would try for longer than anybody waits. */
    @Test
    void never_tries_for_long() {
        Glob glob = new Glob("a*".repeat(30) + "b");
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertFalse(glob.matches("a".repeat(5_000))));
        assertTrue(glob.matches("a".repeat(5_000) + "b"));
    }

    private static String word(Random random, String alphabet, int least) {
        StringBuilder word = new StringBuilder();
        for (int i = least + random.nextInt(6); i > 0; i--) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }
}
