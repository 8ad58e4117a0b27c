package io.podgate.endpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {

    private static <T> boolean rolls(Field<T> field, T value) {
        EndpointConfig before = EndpointConfig.unknown();
        return Change.rollsWorkers(Change.between(before, before.with(field, value)));
    }

    @Test
    void what_the_container_is_made_of_rolls_the_workers_over() {
        assertTrue(rolls(Field.IMAGE, "acme/worker:2"));
        assertTrue(rolls(Field.ENV, new Env(Map.of("A", "1"))));
        assertTrue(rolls(Field.PORTS, List.of("8000/http")));
        assertTrue(rolls(Field.DISK, 20));
        assertTrue(rolls(Field.TEMPLATE, "30zmvf89kd"));
    }

    @Test
    void scaling_does_not() {
        assertFalse(rolls(Field.WORKERS_MAX, 3));
        assertFalse(rolls(Field.SCALING, new Scaling.RequestCount(4)));
        assertFalse(rolls(Field.NAME, "vision-ocr"));
        assertFalse(rolls(Field.GPU_TYPES, new GpuSelection.Types(List.of("NVIDIA L4"))));
        assertFalse(Change.rollsWorkers(List.of()));
    }
}
