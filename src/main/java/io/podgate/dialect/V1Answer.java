package io.podgate.dialect;

import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Scaling;
import io.podgate.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what v1 shows of an endpoint. */
final class V1Answer {

    private V1Answer() {}

    static Endpoint read(Answer answer) throws GarbledAnswer {
        Flavors flavors = V1Instances.read(answer);
        Optional<ComputeFamily> family = family(answer, flavors);
        Known known = new Known()
                .tell(Field.NAME, answer.text("name"))
                .tell(Field.WORKERS_MIN, answer.integer("workersMin"))
                .tell(Field.WORKERS_MAX, answer.integer("workersMax"))
                .tell(Field.IDLE_TIMEOUT, answer.whole("idleTimeout").map(Duration::ofSeconds))
                .tell(Field.SCALING, scaling(answer))
                .tell(
                        Field.EXECUTION_TIMEOUT,
                        answer.whole("executionTimeoutMs").map(Duration::ofMillis))
                .tell(Field.FLASHBOOT, answer.flag("flashboot").map(on -> on ? FlashBoot.FLASHBOOT : FlashBoot.OFF))
                .tell(Field.DATA_CENTERS, dataCenters(answer))
                .tell(Field.NETWORK_VOLUMES, volumes(answer))
                .tell(Field.TEMPLATE, answer.text("templateId").filter(id -> !id.isEmpty()));
        ContainerJson.env(known, answer);
        if (!family.equals(Optional.of(ComputeFamily.CPU))) {
            gpu(known, answer);
        }
        if (!family.equals(Optional.of(ComputeFamily.GPU))) {
            known.tell(Field.CPU_FLAVORS, flavors.ids()).tell(Field.VCPU_COUNT, flavors.vcpus());
        }
        return new Endpoint(answer.id(), family, Optional.empty(), answer.text("createdAt"), known.config());
    }

    private static void gpu(Known known, Answer answer) throws GarbledAnswer {
        known.tell(Field.GPU_TYPES, types(answer).map(GpuSelection.Types::new))
                .tell(Field.GPU_COUNT, answer.integer("gpuCount"))
                .tell(Field.CUDA_VERSIONS, answer.texts("allowedCudaVersions"))
                .tell(Field.MIN_CUDA_VERSION, floor(answer));
    }

    /** Empty or null is none; what is not shown is not known to mean that. */
    private static Optional<Optional<String>> floor(Answer answer) throws GarbledAnswer {
        Optional<String> floor = answer.text("minCudaVersion").filter(version -> !version.isEmpty());
        return answer.has("minCudaVersion") ? Optional.of(floor) : Optional.empty();
    }

    private static Optional<List<String>> types(Answer answer) throws GarbledAnswer {
        return answer.texts("gpuTypeIds").filter(types -> !types.isEmpty());
    }

    private static Optional<ComputeFamily> family(Answer answer, Flavors flavors) throws GarbledAnswer {
        Optional<ComputeFamily> said = Known.constant(ComputeFamily.class, answer.text("computeType"));
        if (said.isPresent()) {
            return said;
        }
        if (types(answer).isPresent()) {
            return Optional.of(ComputeFamily.GPU);
        }
        return flavors.ids().map(ids -> ComputeFamily.CPU);
    }

    /** A v1 RunPod may well show a delay that v2 has set to a fraction of a second. */
    private static Optional<Scaling> scaling(Answer answer) throws GarbledAnswer {
        Optional<Scaling.Type> type = Known.constant(Scaling.Type.class, answer.text("scalerType"));
        Optional<BigDecimal> value = answer.number("scalerValue");
        if (type.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        return switch (type.get()) {
            case QUEUE_DELAY -> value.map(Scaling.QueueDelay::new);
            case REQUEST_COUNT -> answer.integer("scalerValue").map(Scaling.RequestCount::new);
        };
    }

    private static Optional<List<String>> dataCenters(Answer answer) throws GarbledAnswer {
        return answer.member("dataCenterIds").orElse(null) instanceof Json.Str(String text)
                ? Optional.of(V1DataCenters.split(text))
                : answer.texts("dataCenterIds");
    }

    private static Optional<List<String>> volumes(Answer answer) throws GarbledAnswer {
        Optional<List<String>> many = answer.texts("networkVolumeIds");
        Optional<String> one = answer.text("networkVolumeId").filter(id -> !id.isEmpty());
        if (many.isEmpty() && one.isEmpty()) {
            boolean none = answer.has("networkVolumeId") || answer.has("networkVolumeIds");
            return none ? Optional.of(List.of()) : Optional.empty();
        }
        return many.filter(ids -> !ids.isEmpty() || one.isEmpty()).or(() -> one.map(List::of));
    }
}
