package io.podgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Payload;
import io.podgate.endpoint.Routing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

    @Test
    void what_v2_shows_of_a_gpu_endpoint_is_known() {
        Endpoint endpoint = Fixtures.v2Gpu();
        assertEquals(Optional.of(ComputeFamily.GPU), endpoint.family());
        assertEquals(Optional.of(Routing.QUEUE), endpoint.routing());
        assertEquals(
                "{name=vision-ocr, gpuTypes=Pools[pools=[AMPERE_24], excludedTypes=[NVIDIA RTX A5000]], gpuCount=1, "
                        + "cudaVersions=[], minCudaVersion=Optional.empty, dataCenters=[EU-RO-1], workersMin=0, "
                        + "workersMax=3, idleTimeout=PT5S, scaling=QueueDelay[seconds=4], executionTimeout=PT10M, "
                        + "flashboot=FLASHBOOT, networkVolumes=[], image=acme/ocr:1, args=, disk=20, "
                        + "ports=[8000/http], env=Env[MODEL, TOKEN], registry=Optional.empty}",
                endpoint.config().toString());
        assertEquals(
                Optional.of(new Env(Map.of("MODEL", "a", "TOKEN", "hunter2"))),
                endpoint.config().get(Field.ENV));
    }

    @Test
    void cpu_endpoints_are_recognised_in_both_dialects() {
        assertEquals(Optional.of(ComputeFamily.CPU), Fixtures.v2Cpu().family());
        assertEquals(
                "Vcpus[sizes=[Size[flavor=cpu3c, vcpus=4], Size[flavor=cpu5c, vcpus=4]]]",
                Fixtures.v2Cpu().config().get(Field.VCPU_COUNT).orElseThrow().toString());
        assertEquals(Optional.of(ComputeFamily.CPU), Fixtures.v1Cpu().family());
        assertEquals(
                "{name=etl, cpuFlavors=[cpu3c], vcpuCount=Vcpus[sizes=[Size[flavor=cpu3c, vcpus=4]]], workersMin=0, workersMax=3, "
                        + "scaling=RequestCount[requests=2]}",
                Fixtures.v1Cpu().config().toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            v1 | {"id":"e"}                                        | {}
            v1 | {"id":"e","dataCenterIds":["A"]}                  | {dataCenters=[A]}
            v1 | {"id":"e","dataCenterIds":""}                     | {dataCenters=[]}
            v1 | {"id":"e","gpuTypeIds":[]}                        | {}
            v1 | {"id":"e","minCudaVersion":"12.1"}                | {minCudaVersion=Optional[12.1]}
            v1 | {"id":"e","minCudaVersion":""}                    | {minCudaVersion=Optional.empty}
            v1 | {"id":"e","minCudaVersion":null}                  | {minCudaVersion=Optional.empty}
            v1 | {"id":"e","scalerType":"QUEUE_DELAY"}             | {}
            v1 | {"id":"e","scalerValue":4}                        | {}
            v1 | {"id":"e","scalerType":"BRAND_NEW","scalerValue":4} | {}
            v1 | {"id":"e","scalerType":"QUEUE_DELAY","scalerValue":4.5} | {scaling=QueueDelay[seconds=4.5]}
            v1 | {"id":"e","networkVolumeId":""}                   | {networkVolumes=[]}
            v1 | {"id":"e","networkVolumeId":null,"name":null}     | {networkVolumes=[]}
            v1 | {"id":"e","networkVolumeIds":null}                | {networkVolumes=[]}
            v1 | {"id":"e","networkVolumeIds":["a","b"],"networkVolumeId":"a"} | {networkVolumes=[a, b]}
            v1 | {"id":"e","networkVolumeIds":[],"networkVolumeId":"a"} | {networkVolumes=[a]}
            v1 | {"id":"e","instanceIds":["cpu3c-8-16","cpu5c-4-8"]} | {cpuFlavors=[cpu3c, cpu5c], vcpuCount=Vcpus[sizes=[Size[flavor=cpu3c, vcpus=8], Size[flavor=cpu5c, vcpus=4]]]}
            v1 | {"id":"e","instanceIds":["cpu3c-8-16","cpu3c-4-8"]} | {cpuFlavors=[cpu3c], vcpuCount=Vcpus[sizes=[Size[flavor=cpu3c, vcpus=8], Size[flavor=cpu3c, vcpus=4]]]}
            v2 | {"id":"e","cpu":[{"id":"a","vcpuCount":8},{"id":"b","vcpuCount":2},{"id":"a","vcpuCount":4}]} | {cpuFlavors=[a, b], vcpuCount=Vcpus[sizes=[Size[flavor=a, vcpus=8], Size[flavor=b, vcpus=2], Size[flavor=a, vcpus=4]]]}
            v1 | {"id":"e","instanceIds":["cpu3c-8-16","brand new"]} | {}
            v1 | {"id":"e","brandNew":{"a":[1.5e3]}}               | {}
            v2 | {"id":"e"}                                        | {}
            v2 | {"id":"e","gpu":null,"cpu":null}                  | {}
            v2 | {"id":"e","gpu":{"pools":["A"]}}                  | {gpuTypes=Pools[pools=[A], excludedTypes=[]]}
            v2 | {"id":"e","gpu":{"minCudaVersion":"12.1","allowedCudaVersions":["12.8"]}} | {cudaVersions=[12.8], minCudaVersion=Optional[12.1]}
            v2 | {"id":"e","scaling":{"type":"QUEUE_DELAY","queueDelay":4.0}} | {scaling=QueueDelay[seconds=4]}
            v2 | {"id":"e","scaling":{"type":"BRAND_NEW"}}         | {}
            v2 | {"id":"e","flashboot":"BRAND_NEW"}                | {}
            v2 | {"id":"e","timeout":99999999999}                  | {executionTimeout=PT27777H46M39.999S}
            v2 | {"id":"e","registry":"r"}                         | {registry=Optional[r]}
            v2 | {"id":"e","registry":null}                        | {registry=Optional.empty}
            """)
    void what_an_answer_does_not_show_is_unknown(String dialect, String answer, String config) {
        assertEquals(config, Fixtures.read(named(dialect), answer).config().toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            v1 | {}                                   | /id is missing or no id of RunPod's
            v1 | {"id":"a/b"}                         | /id is missing or no id of RunPod's
            v1 | {"id":5}                             | /id is a number where a string is due
            v1 | []                                   | the answer is an array where an object is due
            v1 | {"id":"e","workersMax":"3"}          | /workersMax is a string where an integer is due
            v1 | {"id":"e","workersMax":3.0}          | /workersMax is a number where an integer is due
            v1 | {"id":"e","workersMax":3000000000}   | /workersMax is too large a number
            v1 | {"id":"e","gpuTypeIds":["a",5]}      | /gpuTypeIds/1 is a number where a string is due
            v1 | {"id":"e","dataCenterIds":5}         | /dataCenterIds is a number where an array is due
            v1 | {"id":"e","flashboot":"yes"}         | /flashboot is a string where a boolean is due
            v2 | {"id":"e","gpu":[]}                  | /gpu is an array where an object is due
            v2 | {"id":"e","workers":{"min":true}}    | /workers/min is a boolean where an integer is due
            v2 | {"id":"e","env":{"A":5}}             | /env/A is a number where a string is due
            v2 | {"id":"e","cpu":[{"id":"a"}]}        | cpu has an element without id or vcpuCount
            v2 | {"id":"e"                            | /id: not JSON at line 1, column 10: the text ends too early
            v2 | <html>                               | not JSON at line 1, column 1: unexpected character <
            """)
    void an_answer_of_another_kind_is_garbled(String dialect, String answer, String words) {
        GarbledAnswer garbled =
                assertThrows(GarbledAnswer.class, () -> named(dialect).readEndpoint(answer.getBytes(UTF_8)));
        assertEquals(words, garbled.getMessage());
    }

    @Test
    void lists_keep_each_elements_own_bytes() throws GarbledAnswer {
        byte[] v1 = "[ {\"id\":\"a\", \"x\" : 1.0} , {\"id\":\"b\"}]".getBytes(UTF_8);
        byte[] v2 = "{\"next\":null,\"endpoints\":[{\"id\":\"a\", \"x\" : 1.0},\n{\"id\":\"b\"}]}".getBytes(UTF_8);
        for (List<Listed> listed : List.of(Dialect.V1.readEndpoints(v1), Dialect.V2.readEndpoints(v2))) {
            assertEquals(List.of(shown("a", "{\"id\":\"a\", \"x\" : 1.0}"), shown("b", "{\"id\":\"b\"}")), listed);
        }
    }

    private static Listed shown(String id, String text) {
        Endpoint endpoint =
                new Endpoint(id, Optional.empty(), Optional.empty(), Optional.empty(), EndpointConfig.unknown());
        return new Listed.Shown(endpoint, payload(text));
    }

    @Test
    void an_element_that_cannot_be_read_does_not_hide_the_others() throws GarbledAnswer {
        assertEquals(
                List.of(
                        shown("a", "{\"id\":\"a\"}"),
                        new Listed.Garbled(Optional.of("b"), "/endpoints/1/name is a number where a string is due"),
                        new Listed.Garbled(Optional.empty(), "/endpoints/2 is null where an object is due"),
                        new Listed.Garbled(Optional.empty(), "/endpoints/3/id is a number where a string is due"),
                        shown("c", "{\"id\":\"c\"}")),
                Dialect.V2.readEndpoints(
                        "{\"endpoints\":[{\"id\":\"a\"},{\"id\":\"b\",\"name\":1},null,{\"id\":5},{\"id\":\"c\"}]}"
                                .getBytes(UTF_8)));
    }

    @Test
    void what_is_no_list_is_garbled() {
        assertThrows(GarbledAnswer.class, () -> Dialect.V2.readEndpoints("[]".getBytes(UTF_8)));
        assertThrows(GarbledAnswer.class, () -> Dialect.V1.readEndpoints("{}".getBytes(UTF_8)));
        assertThrows(GarbledAnswer.class, () -> Dialect.V1.readEndpoints("[{]".getBytes(UTF_8)));
    }

    @Test
    void lists_are_put_together_from_elements() {
        List<Payload> elements = List.of(payload("{\"id\":\"a\"}"), payload("{ }"));
        assertEquals(payload("[{\"id\":\"a\"},{ }]"), Dialect.V1.list(elements));
        assertEquals(payload("{\"endpoints\":[{\"id\":\"a\"},{ }]}"), Dialect.V2.list(elements));
        assertEquals(payload("[]"), Dialect.V1.list(List.of()));
    }

    private static Dialect named(String name) {
        return name.equals("v1") ? Dialect.V1 : Dialect.V2;
    }

    private static Payload payload(String text) {
        return Payload.of(text.getBytes(UTF_8));
    }
}
