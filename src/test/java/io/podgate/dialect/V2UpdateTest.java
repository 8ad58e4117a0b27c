package io.podgate.dialect;

import static io.podgate.dialect.Fixtures.faults;
import static io.podgate.dialect.Fixtures.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.podgate.endpoint.EndpointUpdate.Tolerance;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V2UpdateTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"x"}                                | {name=To[value=x]}
            {"gpu":{"pools":["B","A"]}}                 | {gpuTypes=PoolsKeepingExclusions[pools=[B, A]]}
            {"gpu":{"pools":["A"],"excludedTypes":[]}}  | {gpuTypes=To[value=Pools[pools=[A], excludedTypes=[]]]}
            {"gpu":{"excludedTypes":["X"],"pools":["A"]}} | {gpuTypes=To[value=Pools[pools=[A], excludedTypes=[X]]]}
            {"gpu":{"count":2}}                         | {gpuCount=To[value=2]}
            {"gpu":{"allowedCudaVersions":["12.8","13.0"]}} | {cudaVersions=To[value=[12.8, 13.0]]}
            {"gpu":{"allowedCudaVersions":[],"minCudaVersion":"12.1"}} | {cudaVersions=To[value=[]], minCudaVersion=To[value=Optional[12.1]]}
            {"gpu":{"minCudaVersion":""}}               | {minCudaVersion=To[value=Optional.empty]}
            {"gpu":{}}                                  | {}
            {"cpu":[{"id":"cpu5c","vcpuCount":4},{"vcpuCount":2,"id":"cpu3c"}]} | {cpuFlavors=To[value=[cpu5c, cpu3c]], vcpuCount=To[value=Vcpus[sizes=[Size[flavor=cpu5c, vcpus=4], Size[flavor=cpu3c, vcpus=2]]]]}
            {"cpu":[{"id":"cpu5g","vcpuCount":16},{"id":"cpu5g","vcpuCount":8}]} | {cpuFlavors=To[value=[cpu5g]], vcpuCount=To[value=Vcpus[sizes=[Size[flavor=cpu5g, vcpus=16], Size[flavor=cpu5g, vcpus=8]]]]}
            {"dataCenterIds":[]}                        | {dataCenters=To[value=[]]}
            {"dataCenterIds":["EU-RO-1"]}               | {dataCenters=To[value=[EU-RO-1]]}
            {"workers":{"min":1,"max":1,"idleTimeout":1}} | {workersMin=To[value=1], workersMax=To[value=1], idleTimeout=To[value=PT1S]}
            {"workers":{}}                              | {}
            {"scaling":{"queueDelay":4.50,"type":"QUEUE_DELAY"}} | {scaling=To[value=QueueDelay[seconds=4.5]]}
            {"scaling":{"type":"QUEUE_DELAY","queueDelay":5e-1}} | {scaling=To[value=QueueDelay[seconds=0.5]]}
            {"scaling":{"type":"REQUEST_COUNT","requestCount":1}} | {scaling=To[value=RequestCount[requests=1]]}
            {"timeout":0}                               | {executionTimeout=To[value=PT0S]}
            {"timeout":1}                               | {executionTimeout=To[value=PT0.001S]}
            {"flashboot":"PRIORITY_FLASHBOOT"}          | {flashboot=To[value=PRIORITY_FLASHBOOT]}
            {"networkVolumes":["v"]}                    | {networkVolumes=To[value=[v]]}
            {"templateId":"t"}                          | {template=To[value=t]}
            {"image":"acme/x:1"}                        | {image=To[value=acme/x:1]}
            {"args":""}                                 | {args=To[value=]}
            {"disk":1}                                  | {disk=To[value=1]}
            {"ports":["80/http"]}                       | {ports=To[value=[80/http]]}
            {"env":{"A":"secret"}}                      | {env=To[value=Env[A]]}
            {"registry":"r"}                            | {registry=To[value=Optional[r]]}
            {"registry":null}                           | {registry=To[value=Optional.empty]}
            """)
    void a_good_value_is_understood(String body, String said) {
        assertEquals(said, update(Dialect.V2, body).toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":""}                    | /name name must be a string of at least 1 character; found the string ""
            {"gpu":[]}                     | /gpu gpu must be an object; found an array
            {"gpu":null}                   | /gpu gpu must not be null: leave it out to keep what stands
            {"gpu":{"pools":[]}}           | /gpu/pools gpu.pools must not be empty
            {"gpu":{"pools":null}}         | /gpu/pools gpu.pools must not be null: leave it out to keep what stands
            {"gpu":{"pools":["A",""]}}     | /gpu/pools/1 gpu.pools[1] must be a string that is not empty; found the string ""
            {"gpu":{"excludedTypes":["X"]}} | /gpu/excludedTypes gpu.excludedTypes needs gpu.pools in the same body: the two are one selection
            {"gpu":{"pools":["A"],"excludedTypes":["X","X"]}} | /gpu/excludedTypes/1 gpu.excludedTypes[1] says the same a second time
            {"gpu":{"pools":["A"],"excludedTypes":["-X"]}} | /gpu/excludedTypes/0 gpu.excludedTypes[0] must be a GPU type id, not empty and without a dash at its beginning; found the string "-X"
            {"gpu":{"pools":["A"],"excludedTypes":[" -X"]}} | /gpu/excludedTypes/0 gpu.excludedTypes[0] must not begin or end with white space; found the string " -X"
            {"gpu":{"count":0}}            | /gpu/count gpu.count must be an integer of at least 1; found 0
            {"gpu":{"Count":1}}            | /gpu/Count gpu.Count is not a field of gpu; did you mean `count`?
            {"gpu":{"allowedCudaVersions":["12.x"]}} | /gpu/allowedCudaVersions/0 gpu.allowedCudaVersions[0] must be a CUDA version such as "12.8" (major.minor); found the string "12.x"
            {"gpu":{"minCudaVersion":null}} | /gpu/minCudaVersion gpu.minCudaVersion must not be null: leave it out to keep what stands
            {"gpu":{"allowedCudaVersions":["12.8"],"minCudaVersion":"12.1"}} | /gpu/minCudaVersion gpu.minCudaVersion cannot be said together with allowed CUDA versions: RunPod takes one of the two
            {"cpu":[]}                     | /cpu cpu must not be empty
            {"cpu":{}}                     | /cpu cpu must be an array of {id, vcpuCount}; found an object
            {"cpu":[5]}                    | /cpu/0 cpu[0] must be an object with id and vcpuCount; found 5
            {"cpu":[{"id":"a"}]}           | /cpu/0 cpu[0] must have the member vcpuCount
            {"cpu":[{"vcpuCount":2}]}      | /cpu/0 cpu[0] must have the member id
            {"cpu":[{"id":"a","vcpuCount":3}]} | /cpu/0/vcpuCount cpu[0].vcpuCount must be a power of two of at least 2; found 3
            {"cpu":[{"id":"a","vcpuCount":1}]} | /cpu/0/vcpuCount cpu[0].vcpuCount must be a power of two of at least 2; found 1
            {"cpu":[{"id":"a","vcpuCount":2147483648}]} | /cpu/0/vcpuCount cpu[0].vcpuCount must be a power of two of at least 2 and at most 1073741824; found 2147483648
            {"cpu":[{"id":"a","vcpuCount":2,"memory":4}]} | /cpu/0/memory cpu[0].memory is not a field of an element of cpu
            {"cpu":[{"id":"a","vcpuCount":2},{"id":"a","vcpuCount":2}]} | /cpu/1 cpu[1] says the same flavour with the same vcpuCount a second time
            {"cpu":[{"id":"a","vcpuCount":2}],"gpu":{}} | /cpu cpu cannot be said together with gpu: an endpoint computes on one of the two
            {"dataCenterIds":"A,B"}        | /dataCenterIds dataCenterIds must be an array of strings; found the string "A,B"
            {"workers":{"min":-1}}         | /workers/min workers.min must be an integer of at least 0; found -1
            {"workers":{"max":"5"}}        | /workers/max workers.max must be an integer of at least 0; found the string "5"
            {"workers":{"max":null}}       | /workers/max workers.max must not be null: leave it out to keep what stands
            {"workers":{"idleTimeout":3601}} | /workers/idleTimeout workers.idleTimeout must be an integer from 1 to 3600; found 3601
            {"workers":{"min":2,"max":1}}  | /workers/min workers.min must not be above the most workers, 1; found 2
            {"workers":{"workersMax":1}}   | /workers/workersMax workers.workersMax is not a field of workers
            {"workers":5}                  | /workers workers must be an object; found 5
            {"scaling":{}}                 | /scaling scaling must have the member type
            {"scaling":"QUEUE_DELAY"}      | /scaling scaling must be an object with type and queueDelay or requestCount; found the string "QUEUE_DELAY"
            {"scaling":{"type":"X"}}       | /scaling/type scaling.type must be "QUEUE_DELAY" or "REQUEST_COUNT"; found the string "X"
            {"scaling":{"type":"QUEUE_DELAY"}} | /scaling scaling must have the member queueDelay
            {"scaling":{"type":"QUEUE_DELAY","queueDelay":0.4}} | /scaling/queueDelay scaling.queueDelay must be a number from 0.5 to 2147483647; found 0.4
            {"scaling":{"type":"QUEUE_DELAY","queueDelay":1e300}} | /scaling/queueDelay scaling.queueDelay must be a number from 0.5 to 2147483647; found 1e300
            {"scaling":{"type":"QUEUE_DELAY","queueDelay":1e99999999999}} | /scaling/queueDelay scaling.queueDelay must be a number from 0.5 to 2147483647; found 1e99999999999
            {"scaling":{"type":"QUEUE_DELAY","queueDelay":2147483647.5}} | /scaling/queueDelay scaling.queueDelay must be a number from 0.5 to 2147483647; found 2147483647.5
            {"scaling":{"type":"QUEUE_DELAY","queueDelay":"4"}} | /scaling/queueDelay scaling.queueDelay must be a number from 0.5 to 2147483647; found the string "4"
            {"scaling":{"type":"REQUEST_COUNT","requestCount":1.0}} | /scaling/requestCount scaling.requestCount must be an integer of at least 1; found 1.0
            {"scaling":{"type":"REQUEST_COUNT","requestCount":1,"queueDelay":4}} | /scaling/queueDelay scaling.queueDelay does not belong to scaling by requestCount
            {"scaling":{"type":"REQUEST_COUNT","requestCount":1,"RequestCount":4}} | /scaling/RequestCount scaling.RequestCount is not a field of scaling by requestCount; did you mean `requestCount`?
            {"timeout":-1}                 | /timeout timeout must be an integer of at least 0; found -1
            {"timeout":5e3}                | /timeout timeout must be an integer of at least 0; found 5e3
            {"flashboot":true}             | /flashboot flashboot must be "OFF" or "FLASHBOOT" or "PRIORITY_FLASHBOOT"; found true
            {"networkVolumes":[null]}      | /networkVolumes/0 networkVolumes[0] must not be null: leave it out to keep what stands
            {"templateId":""}              | /templateId templateId must be a template id (letters, digits, _ and -, at most 64); found the string ""
            {"image":null}                 | /image image must not be null: leave it out to keep what stands
            {"args":[]}                    | /args args must be a string; found an array
            {"disk":0}                     | /disk disk must be an integer of at least 1; found 0
            {"ports":"80"}                 | /ports ports must be an array of strings; found the string "80"
            {"env":null}                   | /env env must not be null: leave it out to keep what stands
            {"env":["A=secret"]}           | /env env must be an object of strings; found an array
            {"env":{"A":5}}                | /env/A env.A must be a string; found a number
            {"env":{"":"x"}}               | /env/ env."" must be a string that is not empty; found the string ""
            {"env":{"A":null}}             | /env/A env.A must not be null: leave a variable out to remove it
            {"image":""}                   | /image image must be a string that is not empty; found the string ""
            {"ports":[""]}                 | /ports/0 ports[0] must be a string that is not empty; found the string ""
            {"registry":5}                 | /registry registry must be a string that is not empty; found 5
            {"registry":""}                | /registry registry must be a string that is not empty; found the string ""
            {"workersMax":5}               | /workersMax workersMax is not a field of the v2 update; v2 says `workers.max`
            {"Workers":{}}                 | /Workers Workers is not a field of the v2 update; did you mean `workers`?
            {"type":"QUEUE"}               | /type type is not a field of the v2 update
            {"":1}                         | / "" is not a field of the v2 update
            """)
    void a_bad_value_is_refused_with_what_was_found_and_what_is_allowed(String body, String fault) {
        assertEquals(List.of(fault), faults(Dialect.V2, body));
    }

    @Test
    void no_fault_of_env_repeats_a_value() {
        assertFalse(faults(Dialect.V2, "{\"env\":{\"A\":4711,\"B\":[\"4711\"]}}")
                .toString()
                .contains("4711"));
        assertFalse(faults(Dialect.V2, "{\"env\":\"4711\"}").toString().contains("4711"));
    }

    @Test
    void a_number_of_hundreds_of_digits_is_out_of_range() {
        String digits = "1".repeat(400);
        String found = "; found " + "1".repeat(40) + "…";
        assertEquals(
                List.of(
                        "/workers/max workers.max must be an integer of at least 0 and at most 2147483647" + found,
                        "/workers/min workers.min must be an integer of at least 0; found -" + "1".repeat(39) + "…",
                        "/workers/idleTimeout workers.idleTimeout must be an integer from 1 to 3600" + found,
                        "/scaling/queueDelay scaling.queueDelay must be a number from 0.5 to 2147483647 in at most 64"
                                + " characters" + found),
                faults(
                        Dialect.V2,
                        ("{\"workers\":{\"max\":N,\"min\":-N,\"idleTimeout\":N},"
                                        + "\"scaling\":{\"type\":\"QUEUE_DELAY\",\"queueDelay\":N}}")
                                .replace(":N", ":" + digits)
                                .replace(":-N", ":-" + digits)));
    }

    @Test
    void env_is_the_whole_map() {
        assertEquals(
                Optional.of(new Env(Map.of("A", "1", "B", ""))),
                update(Dialect.V2, "{\"env\":{\"A\":\"1\",\"B\":\"\"}}").value(Field.ENV));
    }

    @Test
    void all_faults_are_told_at_once_and_in_order() {
        assertEquals(
                List.of(
                        "/workers/max workers.max must be an integer of at least 0; found 5.0",
                        "/gpu/count gpu.count must be an integer of at least 1; found 0",
                        "/gpu/x gpu.x is not a field of gpu"),
                faults(Dialect.V2, "{\"workers\":{\"max\":5.0},\"gpu\":{\"count\":0,\"x\":1}}"));
    }

    @Test
    void fields_that_do_not_apply_are_refused_for_v2_callers() {
        assertEquals(Tolerance.REFUSES, update(Dialect.V2, "{}").tolerance());
    }

    @Test
    void each_field_points_into_the_callers_own_body() {
        var update = update(Dialect.V2, """
                {"workers":{"max":3},"gpu":{"pools":["A"],"count":1},"scaling":{"type":"REQUEST_COUNT","requestCount":1}}""");
        assertEquals(Optional.of("/workers/max"), update.pointer(Field.WORKERS_MAX));
        assertEquals(Optional.of("/gpu/pools"), update.pointer(Field.GPU_TYPES));
        assertEquals(Optional.of("/gpu/count"), update.pointer(Field.GPU_COUNT));
        assertEquals(Optional.of("/scaling"), update.pointer(Field.SCALING));
    }
}
