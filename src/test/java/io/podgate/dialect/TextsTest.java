package io.podgate.dialect;

import static io.podgate.dialect.Fixtures.faults;
import static io.podgate.dialect.Fixtures.update;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.podgate.endpoint.Field;
import io.podgate.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Identifiers are what they look like; what a caller's own programs read may be anything. */
class TextsTest {

    /** Every text of an update that names something: {@code X} is where it stands. */
    private static final String IDENTIFIERS = """
            v1 | {"name":X}                                       | /name
            v1 | {"gpuTypeIds":["A",X]}                           | /gpuTypeIds/1
            v1 | {"allowedCudaVersions":[X]}                      | /allowedCudaVersions/0
            v1 | {"minCudaVersion":X}                             | /minCudaVersion
            v1 | {"cpuFlavorIds":[X]}                             | /cpuFlavorIds/0
            v1 | {"dataCenterIds":[X]}                            | /dataCenterIds/0
            v1 | {"dataCenterIds":X}                              | /dataCenterIds
            v1 | {"networkVolumeId":X}                            | /networkVolumeId
            v1 | {"networkVolumeIds":["a",X]}                     | /networkVolumeIds/1
            v1 | {"templateId":X}                                 | /templateId
            v2 | {"name":X}                                       | /name
            v2 | {"gpu":{"pools":[X]}}                            | /gpu/pools/0
            v2 | {"gpu":{"pools":["A"],"excludedTypes":[X]}}      | /gpu/excludedTypes/0
            v2 | {"gpu":{"allowedCudaVersions":[X]}}              | /gpu/allowedCudaVersions/0
            v2 | {"gpu":{"minCudaVersion":X}}                     | /gpu/minCudaVersion
            v2 | {"cpu":[{"id":X,"vcpuCount":2}]}                 | /cpu/0/id
            v2 | {"dataCenterIds":[X]}                            | /dataCenterIds/0
            v2 | {"networkVolumes":[X]}                           | /networkVolumes/0
            v2 | {"templateId":X}                                 | /templateId
            v2 | {"image":X}                                      | /image
            v2 | {"ports":[X]}                                    | /ports/0
            v2 | {"registry":X}                                   | /registry
            """;

    private static Dialect dialect(String name) {
        return name.equals("v1") ? Dialect.V1 : Dialect.V2;
    }

    private static String text(Json json) {
        return new String(json.bytes(), UTF_8);
    }

    private static List<String> pointers(Dialect dialect, String body) {
        return faults(dialect, body).stream()
                .map(fault -> fault.substring(0, fault.indexOf(' ')))
                .toList();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = IDENTIFIERS)
    void an_identifier_has_no_space_around_it_and_nothing_that_cannot_be_seen(
            String dialect, String body, String pointer) {
        for (String wrong : List.of(
                " US",
                "US ",
                "\tUS",
                "US\n",
                "\u00a0US",
                "US\u2003",
                "U\u0000S",
                "U\u001bS",
                "U\u007fS",
                "U\u0085S",
                "U\u200bS",
                "U\u202eS",
                "\ufeffUS",
                "U\u00adS",
                "U\u2028S",
                "U\udb40\udc41S",
                " ")) {
            String said = body.replace("X", text(new Json.Str(wrong)));
            assertEquals(List.of(pointer), pointers(dialect(dialect), said), said);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = IDENTIFIERS)
    void half_a_surrogate_pair_is_refused_at_its_place(String dialect, String body, String pointer) {
        assertEquals(
                new ParsedUpdate.Malformed(pointer, "half a surrogate pair stands in a string"),
                dialect(dialect).parseUpdate(body.replace("X", "\"\\ud800\"").getBytes(UTF_8)));
    }

    @Test
    void what_is_wrong_is_said() {
        assertEquals(
                List.of("/dataCenterIds/0 dataCenterIds[0] must not begin or end with white space; found the string"
                        + " \" US-TX-3\""),
                faults(Dialect.V2, "{\"dataCenterIds\":[\" US-TX-3\"]}"));
        assertEquals(
                List.of("/image image must not contain U+200B, a character that cannot be seen"),
                faults(Dialect.V2, "{\"image\":\"acme\\u200b/x\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"vision ocr -fb"}
            {"name":"Büro 東京 😀"}
            {"image":"ghcr.io/acme/x:1@sha256:285fa8cbb4b89fe366680c84795f44abce3e0e325991d1149c36a2d8d826b4f0"}
            {"gpu":{"pools":["A"],"excludedTypes":["NVIDIA  RTX A4500"]}}
            {"ports":["8888/http","22/tcp"]}
            """)
    void what_people_really_write_is_understood(String body) {
        update(Dialect.V2, body);
    }

    @Test
    void args_and_the_values_of_variables_may_be_anything_but_U_0000() {
        String anything = " \t--x\u001b\u200b\u202e \n";
        Json.Obj body = (Json.Obj) Json.of(Map.of("args", anything, "env", Map.of("A", anything)));
        assertEquals(anything, update(Dialect.V2, text(body)).value(Field.ARGS).orElseThrow());
        assertEquals(
                List.of("/args args must not contain U+0000", "/env/A env.A must not contain U+0000"),
                faults(Dialect.V2, "{\"args\":\"a\\u0000b\",\"env\":{\"A\":\"secret\\u0000\"}}"));
    }

    @Test
    void variables_are_named_by_identifiers() {
        assertEquals(
                List.of(
                        "/env/ A env. A must not begin or end with white space; found the string \" A\"",
                        "/env/B\u200b env.B[U+200B] must not contain U+200B, a character that cannot be seen"),
                faults(Dialect.V2, "{\"env\":{\" A\":\"x\",\"B\u200b\":\"x\"}}"));
        assertInstanceOf(
                ParsedUpdate.Malformed.class, Dialect.V2.parseUpdate("{\"env\":{\"\\ud800\":\"x\"}}".getBytes(UTF_8)));
    }
}
