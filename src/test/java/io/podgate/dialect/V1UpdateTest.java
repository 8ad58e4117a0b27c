package io.podgate.dialect;

import static io.podgate.dialect.Fixtures.faults;
import static io.podgate.dialect.Fixtures.understood;
import static io.podgate.dialect.Fixtures.update;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.EndpointUpdate.Tolerance;
import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class V1UpdateTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"ocr"}                       | {name=To[value=ocr]}
            {"name":""}                          | {name=To[value=]}
            {"gpuTypeIds":["B","A","B"]}         | {gpuTypes=To[value=Types[types=[B, A]]]}
            {"gpuCount":2}                       | {gpuCount=To[value=2]}
            {"allowedCudaVersions":["12.8"]}     | {cudaVersions=To[value=[12.8]]}
            {"allowedCudaVersions":[]}           | {cudaVersions=To[value=[]]}
            {"minCudaVersion":"11.8"}            | {minCudaVersion=To[value=Optional[11.8]]}
            {"cpuFlavorIds":["cpu3c","cpu3c"]}   | {cpuFlavors=To[value=[cpu3c]]}
            {"vcpuCount":3}                      | {vcpuCount=VcpusOnEachFlavor[count=3]}
            {"dataCenterIds":["EU-RO-1"]}        | {dataCenters=To[value=[EU-RO-1]]}
            {"dataCenterIds":"EU-RO-1, CA-MTL-1"} | {dataCenters=To[value=[EU-RO-1, CA-MTL-1]]}
            {"dataCenterIds":""}                 | {dataCenters=To[value=[]]}
            {"dataCenterIds":[]}                 | {dataCenters=To[value=[]]}
            {"workersMin":0}                     | {workersMin=To[value=0]}
            {"workersMax":2147483647}            | {workersMax=To[value=2147483647]}
            {"idleTimeout":3600}                 | {idleTimeout=To[value=PT1H]}
            {"scalerType":"REQUEST_COUNT"}       | {scaling=ScalerType[type=REQUEST_COUNT]}
            {"scalerValue":7}                    | {scaling=ScalerValue[value=7]}
            {"scalerValue":7,"scalerType":"QUEUE_DELAY"} | {scaling=To[value=QueueDelay[seconds=7]]}
            {"scalerType":"REQUEST_COUNT","scalerValue":7} | {scaling=To[value=RequestCount[requests=7]]}
            {"executionTimeoutMs":0}             | {executionTimeout=To[value=PT0S]}
            {"executionTimeoutMs":5000}          | {executionTimeout=To[value=PT5S]}
            {"executionTimeoutMs":604800000}     | {executionTimeout=To[value=PT168H]}
            {"flashboot":true}                   | {flashboot=FlashBootOn[]}
            {"flashboot":false}                  | {flashboot=To[value=OFF]}
            {"networkVolumeId":"<string>"}       | {networkVolumes=To[value=[<string>]]}
            {"networkVolumeIds":["a","b"]}       | {networkVolumes=To[value=[a, b]]}
            {"networkVolumeIds":["a","b"],"networkVolumeId":"b"} | {networkVolumes=To[value=[a, b]]}
            {"networkVolumeIds":[]}              | {networkVolumes=To[value=[]]}
            {"networkVolumeId":""}               | {networkVolumes=To[value=[]]}
            {"networkVolumeId":null}             | {networkVolumes=To[value=[]]}
            {"networkVolumeIds":null}            | {networkVolumes=To[value=[]]}
            {"networkVolumeId":"","networkVolumeIds":["a"]} | {networkVolumes=To[value=[a]]}
            {"minCudaVersion":""}                | {minCudaVersion=To[value=Optional.empty]}
            {"minCudaVersion":null}              | {minCudaVersion=To[value=Optional.empty]}
            {"allowedCudaVersions":["12.8"],"minCudaVersion":""} | {cudaVersions=To[value=[12.8]], minCudaVersion=To[value=Optional.empty]}
            {"templateId":""}                    | {template=NoTemplate[]}
            {"templateId":null}                  | {template=NoTemplate[]}
            {"templateId":"30zmvf89kd"}          | {template=To[value=30zmvf89kd]}
            {}                                   | {}
            """)
    void a_good_value_is_understood(String body, String said) {
        assertEquals(said, update(Dialect.V1, body).toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":5}                     | /name name must be a string of at most 191 characters; found 5
            {"gpuTypeIds":"NVIDIA L4"}     | /gpuTypeIds gpuTypeIds must be an array of strings; found the string "NVIDIA L4"
            {"gpuTypeIds":[]}              | /gpuTypeIds gpuTypeIds must not be empty
            {"gpuTypeIds":["L4",5]}        | /gpuTypeIds/1 gpuTypeIds[1] must be a string that is not empty; found 5
            {"gpuTypeIds":[" "]}           | /gpuTypeIds/0 gpuTypeIds[0] must not begin or end with white space; found the string " "
            {"gpuCount":0}                 | /gpuCount gpuCount must be an integer of at least 1; found 0
            {"gpuCount":"1"}               | /gpuCount gpuCount must be an integer of at least 1; found the string "1"
            {"allowedCudaVersions":["12"]} | /allowedCudaVersions/0 allowedCudaVersions[0] must be a CUDA version such as "12.8" (major.minor); found the string "12"
            {"minCudaVersion":12.1}        | /minCudaVersion minCudaVersion must be a CUDA version such as "12.8" (major.minor); found 12.1
            {"cpuFlavorIds":[]}            | /cpuFlavorIds cpuFlavorIds must not be empty
            {"cpuFlavorIds":{}}            | /cpuFlavorIds cpuFlavorIds must be an array of strings; found an object
            {"vcpuCount":0}                | /vcpuCount vcpuCount must be an integer of at least 1; found 0
            {"dataCenterIds":5}            | /dataCenterIds dataCenterIds must be an array of data center ids; found 5
            {"dataCenterIds":"A,,B"}       | /dataCenterIds dataCenterIds must be data center ids with single commas between them; found the string "A,,B"
            {"dataCenterIds":"A, B ,C"}    | /dataCenterIds dataCenterIds must not begin or end with white space; found the string "B "
            {"dataCenterIds":" "}          | /dataCenterIds dataCenterIds must not begin or end with white space; found the string " "
            {"workersMin":-1}              | /workersMin workersMin must be an integer of at least 0; found -1
            {"workersMax":5.0}             | /workersMax workersMax must be an integer of at least 0; found 5.0
            {"workersMax":1e2}             | /workersMax workersMax must be an integer of at least 0; found 1e2
            {"workersMax":2147483648}      | /workersMax workersMax must be an integer of at least 0 and at most 2147483647; found 2147483648
            {"workersMax":99999999999999999999} | /workersMax workersMax must be an integer of at least 0 and at most 2147483647; found 99999999999999999999
            {"workersMax":1e10}            | /workersMax workersMax must be an integer of at least 0 and at most 2147483647; found 1e10
            {"workersMax":1e300}           | /workersMax workersMax must be an integer of at least 0 and at most 2147483647; found 1e300
            {"workersMax":1e-300}          | /workersMax workersMax must be an integer of at least 0; found 1e-300
            {"workersMax":true}            | /workersMax workersMax must be an integer of at least 0; found true
            {"idleTimeout":0}              | /idleTimeout idleTimeout must be an integer from 1 to 3600; found 0
            {"idleTimeout":3601}           | /idleTimeout idleTimeout must be an integer from 1 to 3600; found 3601
            {"scalerType":"queue_delay"}   | /scalerType scalerType must be "QUEUE_DELAY" or "REQUEST_COUNT"; found the string "queue_delay"
            {"scalerValue":0}              | /scalerValue scalerValue must be an integer of at least 1; found 0
            {"scalerValue":4.5}            | /scalerValue scalerValue must be an integer of at least 1; found 4.5
            {"executionTimeoutMs":4999}    | /executionTimeoutMs executionTimeoutMs must be 0 (no limit) or an integer from 5000 to 604800000 (5 seconds to 7 days, in ms); found 4999
            {"executionTimeoutMs":604800001} | /executionTimeoutMs executionTimeoutMs must be 0 (no limit) or an integer from 5000 to 604800000 (5 seconds to 7 days, in ms); found 604800001
            {"executionTimeoutMs":-1}      | /executionTimeoutMs executionTimeoutMs must be 0 (no limit) or an integer from 5000 to 604800000 (5 seconds to 7 days, in ms); found -1
            {"flashboot":"FLASHBOOT"}      | /flashboot flashboot must be true or false; found the string "FLASHBOOT"
            {"networkVolumeIds":"a"}       | /networkVolumeIds networkVolumeIds must be an array of strings; found the string "a"
            {"networkVolumeId":"c","networkVolumeIds":["a"]} | /networkVolumeId networkVolumeId must be one of networkVolumeIds where both are said
            {"templateId":"a/b"}           | /templateId templateId must be a template id (letters, digits, _ and -, at most 64); found the string "a/b"
            {"workersMin":4,"workersMax":3} | /workersMin workersMin must not be above the most workers, 3; found 4
            {"allowedCudaVersions":["12.8"],"minCudaVersion":"12.1"} | /minCudaVersion minCudaVersion cannot be said together with allowed CUDA versions: RunPod takes one of the two
            {"workersmax":3}               | /workersmax workersmax is not a field of the v1 update; did you mean `workersMax`?
            {"WORKERS_MAX":3}              | /WORKERS_MAX WORKERS_MAX is not a field of the v1 update; did you mean `workersMax`?
            {"nonsense":3}                 | /nonsense nonsense is not a field of the v1 update
            {"timeout":3}                  | /timeout timeout is not a field of the v1 update; v1 says `executionTimeoutMs`
            {"image":"x"}                  | /image image is not a field of the v1 update; v1 cannot say it; `PATCH /v2/serverless/{id}` can
            """)
    void a_bad_value_is_refused_with_what_was_found_and_what_is_allowed(String body, String fault) {
        assertEquals(List.of(fault), faults(Dialect.V1, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "gpuTypeIds",
                "gpuCount",
                "allowedCudaVersions",
                "cpuFlavorIds",
                "vcpuCount",
                "dataCenterIds",
                "workersMin",
                "workersMax",
                "idleTimeout",
                "scalerType",
                "scalerValue",
                "executionTimeoutMs",
                "flashboot"
            })
    void null_is_told_apart_from_absence(String field) {
        assertEquals(
                List.of("/" + field + " " + field + " must not be null: leave it out to keep what stands"),
                faults(Dialect.V1, "{\"" + field + "\":null}"));
    }

    @Test
    void names_are_measured_in_characters_not_in_code_units() {
        assertEquals(
                "😀".repeat(191),
                update(Dialect.V1, "{\"name\":\"" + "😀".repeat(191) + "\"}")
                        .value(Field.NAME)
                        .orElseThrow());
        assertEquals(
                List.of("/name name must be a string of at most 191 characters; found the string \"" + "x".repeat(40)
                        + "…\""),
                faults(Dialect.V1, "{\"name\":\"" + "x".repeat(192) + "\"}"));
    }

    @Test
    void all_faults_are_told_at_once_and_in_order() {
        assertEquals(
                List.of(
                        "/workersMax workersMax must be an integer of at least 0; found the string \"5\"",
                        "/foo~1bar foo/bar is not a field of the v1 update",
                        "/idleTimeout idleTimeout must be an integer from 1 to 3600; found 0"),
                faults(Dialect.V1, "{\"workersMax\":\"5\",\"foo/bar\":1,\"workersMin\":0,\"idleTimeout\":0}"));
    }

    @Test
    void what_only_answers_have_is_left_out_with_one_warning() {
        ParsedUpdate.Understood understood = understood(Dialect.V1, """
                {"id":5,"createdAt":null,"userId":{},"version":"x","computeType":7,"instanceIds":"","template":[],
                 "workers":{},"env":null,"workersMax":2}""");
        assertEquals("{workersMax=To[value=2]}", understood.update().toString());
        assertEquals(
                List.of("Left out, since only answers have it: id, createdAt, userId, version, computeType, "
                        + "instanceIds, template, workers, env."),
                understood.warnings());
    }

    @Test
    void fields_that_do_not_apply_are_dropped_for_v1_callers() {
        assertEquals(Tolerance.DROPS, update(Dialect.V1, "{}").tolerance());
    }

    @Test
    void each_field_points_into_the_callers_own_body() {
        var update = update(Dialect.V1, "{\"scalerValue\":3,\"vcpuCount\":2,\"networkVolumeIds\":[]}");
        assertEquals(Optional.of("/scalerValue"), update.pointer(Field.SCALING));
        assertEquals(Optional.of("/vcpuCount"), update.pointer(Field.VCPU_COUNT));
        assertEquals(Optional.of("/networkVolumeIds"), update.pointer(Field.NETWORK_VOLUMES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "null", "\"{}\"", "true"})
    void a_body_that_is_no_object_is_malformed(String body) {
        for (Dialect dialect : List.of(Dialect.V1, Dialect.V2)) {
            assertEquals(
                    new ParsedUpdate.Malformed("", "the body must be a JSON object with the fields to change"),
                    dialect.parseUpdate(body.getBytes(UTF_8)));
        }
    }

    @Test
    void a_body_that_is_no_JSON_is_malformed_at_its_place() {
        assertEquals(
                new ParsedUpdate.Malformed("/a", "the same name stands there twice"),
                Dialect.V1.parseUpdate("{\"a\":1,\"a\":2}".getBytes(UTF_8)));
        assertEquals(
                new ParsedUpdate.Malformed("/a" + "/0".repeat(15), "nested deeper than 16 levels"),
                Dialect.V2.parseUpdate(("{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}").getBytes(UTF_8)));
    }
}
