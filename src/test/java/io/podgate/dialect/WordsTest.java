package io.podgate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

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
