package io.podgate.dialect;

import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Routing;
import io.podgate.endpoint.Scaling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what v2 shows of an endpoint. */
final class V2Answer {

    private V2Answer() {}

    static Endpoint read(Answer answer) throws GarbledAnswer {
        Optional<Answer> gpu = answer.object("gpu");
        Optional<List<Answer>> cpu = answer.objects("cpu").filter(elements -> !elements.isEmpty());
        Known known = new Known()
                .tell(Field.NAME, answer.text("name"))
                .tell(Field.DATA_CENTERS, answer.texts("dataCenterIds"))
                .tell(Field.SCALING, scaling(answer))
                .tell(Field.EXECUTION_TIMEOUT, answer.whole("timeout").map(Duration::ofMillis))
                .tell(Field.FLASHBOOT, Known.constant(FlashBoot.class, answer.text("flashboot")))
                .tell(Field.NETWORK_VOLUMES, answer.texts("networkVolumes"));
        ContainerJson.read(known, answer);
        workers(known, answer);
        if (gpu.isPresent()) {
            gpu(known, gpu.get());
        } else if (cpu.isPresent()) {
            cpu(known, cpu.get());
        }
        return new Endpoint(
                answer.id(),
                gpu.isPresent() ? Optional.of(ComputeFamily.GPU) : cpu.map(elements -> ComputeFamily.CPU),
                Known.constant(Routing.class, answer.text("type")),
                answer.text("createdAt"),
                known.config());
    }

    private static void workers(Known known, Answer answer) throws GarbledAnswer {
        Optional<Answer> workers = answer.object("workers");
        if (workers.isPresent()) {
            known.tell(Field.WORKERS_MIN, workers.get().integer("min"))
                    .tell(Field.WORKERS_MAX, workers.get().integer("max"))
                    .tell(Field.IDLE_TIMEOUT, workers.get().whole("idleTimeout").map(Duration::ofSeconds));
        }
    }

    /** Pools without exclusions are whole pools; a null floor is none, an absent one unknown. */
    private static void gpu(Known known, Answer gpu) throws GarbledAnswer {
        List<String> exclusions = gpu.texts("excludedTypes").orElse(List.of());
        Optional<String> floor = gpu.text("minCudaVersion").filter(version -> !version.isEmpty());
        known.tell(
                        Field.GPU_TYPES,
                        gpu.texts("pools")
                                .filter(pools -> !pools.isEmpty())
                                .map(pools -> new GpuSelection.Pools(pools, exclusions)))
                .tell(Field.GPU_COUNT, gpu.integer("count"))
                .tell(Field.CUDA_VERSIONS, gpu.texts("allowedCudaVersions"))
                .tell(Field.MIN_CUDA_VERSION, gpu.has("minCudaVersion") ? Optional.of(floor) : Optional.empty());
    }

    private static void cpu(Known known, List<Answer> elements) throws GarbledAnswer {
        Flavors flavors = new Flavors();
        for (Answer element : elements) {
            Optional<String> flavor = element.text("id");
            Optional<Integer> vcpus = element.integer("vcpuCount");
            if (flavor.isEmpty() || vcpus.isEmpty()) {
                throw new GarbledAnswer("cpu has an element without id or vcpuCount");
            }
            flavors.add(flavor.get(), vcpus.get());
        }
        known.tell(Field.CPU_FLAVORS, flavors.ids()).tell(Field.VCPU_COUNT, flavors.vcpus());
    }

    private static Optional<Scaling> scaling(Answer answer) throws GarbledAnswer {
        Optional<Answer> scaling = answer.object("scaling");
        if (scaling.isEmpty()) {
            return Optional.empty();
        }
        Optional<Scaling.Type> type =
                Known.constant(Scaling.Type.class, scaling.get().text("type"));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        return switch (type.get()) {
            case QUEUE_DELAY -> scaling.get().number("queueDelay").map(Scaling.QueueDelay::new);
            case REQUEST_COUNT -> scaling.get().integer("requestCount").map(Scaling.RequestCount::new);
        };
    }
}
