package io.podgate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.endpoint.Field;
import io.podgate.endpoint.Release;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a release changed, by whichever names RunPod tells it. */
class ReleasesTest {

    private static Release release(String diff) throws GarbledAnswer {
        String answer =
                "{\"releases\": [{\"version\": 4, \"source\": \"MANUAL\", \"createdAt\": \"2026-06-01T12:10:00Z\","
                        + " \"diff\": [" + diff + "]}]}";
        return Releases.read(answer.getBytes(StandardCharsets.UTF_8)).getFirst();
    }

    private static Set<String> concerned(Release release) {
        return Field.all().stream().filter(release::concerns).map(Field::key).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "workers.max, workersMax",
        "workersMax, workersMax",
        "workers.idleTimeout, idleTimeout",
        "gpuCount, gpuCount",
        "gpu.count, gpuCount",
        "gpuIds, gpuTypes",
        "gpu.pools, gpuTypes",
        "locations, dataCenters",
        "dataCenterIds, dataCenters",
        "timeout, executionTimeout",
        "scaling.queueDelay, scaling",
        "template.imageName, image",
        "image, image",
        "template.env, env",
        "templateId, template"
    })
    void a_name_of_any_kind_is_known(String said, String field) throws GarbledAnswer {
        assertEquals(Set.of(field), concerned(release("{\"field\": \"%s\", \"old\": 1, \"new\": 2}".formatted(said))));
    }

    @Test
    void of_a_group_that_is_shown_before_and_after_only_what_differs_has_changed() throws GarbledAnswer {
        Release release = release("""
                {"field": "workers", "old": {"min": 0, "max": 3, "idleTimeout": 5}, "new": {"min": 0, "max": 12, "idleTimeout": 5}}""");
        assertEquals(Set.of("workersMax"), concerned(release));
        assertEquals(Set.of("gpuTypes", "minCudaVersion"), concerned(release("""
                        {"field": "gpu", "old": {"pools": ["ADA_24"], "count": 1}, "new": {"pools": ["ADA_24"], "excludedTypes": ["NVIDIA L4"], "count": 1, "minCudaVersion": "12.6"}}""")));
    }

    @Test
    void a_group_without_its_values_may_have_changed_in_every_part() throws GarbledAnswer {
        assertEquals(
                Set.of("workersMin", "workersMax", "idleTimeout"),
                concerned(release("{\"field\": \"workers\", \"old\": null, \"new\": {\"max\": 3}}")));
        assertEquals(
                Set.of("cpuFlavors", "vcpuCount"),
                concerned(release(
                        "{\"field\": \"cpu\", \"old\": [], \"new\": [{\"id\": \"cpu3c\", \"vcpuCount\": 4}]}")));
    }

    @Test
    void of_variables_the_names_may_be_told() throws GarbledAnswer {
        Release release = release("""
                {"field": "template.env", "old": {"A": "1", "B": "2"}, "new": {"A": "1", "B": "3"}}""");
        assertTrue(release.concerns(Field.ENV));
        assertFalse(release.concerns(Field.IMAGE));
    }

    @Test
    void every_field_has_a_name_that_releases_may_use() throws GarbledAnswer {
        for (String name : V2Names.OF_UPDATES) {
            Release release = release("{\"field\": \"%s\", \"old\": null, \"new\": 1}".formatted(name));
            assertFalse(concerned(release).isEmpty(), name);
        }
        assertEquals(List.of(), Releases.read("{\"releases\": []}".getBytes(StandardCharsets.UTF_8)));
    }
}
