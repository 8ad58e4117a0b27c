package io.podgate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @Test
    void what_cannot_be_seen_is_shown_by_its_number() {
        assertEquals("US[U+200B]-TX[U+000A]", Words.brief("US\u200b-TX\n"));
        assertEquals("é 😀", Words.brief("é 😀"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``              | the body
            /workersMax     | workersMax
            /gpu/pools/0    | gpu.pools[0]
            /cpu/1/vcpuCount | cpu[1].vcpuCount
            /a~1b~0c        | a/b~c
            /               | ""
            /5              | 5
            """)
    void a_pointer_reads_like_code(String pointer, String words) {
        assertEquals(words, Words.path(pointer));
    }
}
