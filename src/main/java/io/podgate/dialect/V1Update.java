package io.podgate.dialect;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.EndpointUpdate.Tolerance;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.GpuSelection;
import io.podgate.json.Json;
import io.podgate.json.Pointers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Understands v1's {@code EndpointUpdateInput}. Good for one body. */
final class V1Update {

    private static final Shape<List<String>> CUDA_VERSIONS = Shapes.list(Shapes.CUDA_VERSION);
    private static final Shape<List<String>> SOME_IDS = Shapes.filled(Shapes.list(Texts.IDENTIFIER));
    private static final int LONGEST_NAME = 191;
    static final String NAME_ALLOWED = "a string of at most " + LONGEST_NAME + " characters";
    private static final Shape<String> NAME = Texts.identifier(NAME_ALLOWED, V1Update::isName);

    private static final Shape<Optional<String>> SOME_FLOOR = Shapes.CUDA_VERSION.as(Optional::of);
    private static final Shape<Optional<String>> FLOOR = (json, pointer, findings) ->
            isNone(json) ? Optional.of(Optional.empty()) : SOME_FLOOR.read(json, pointer, findings);
    private static final Shape<Assignment<String>> TEMPLATE = (json, pointer, findings) -> isNone(json)
            ? Optional.of(new Assignment.NoTemplate())
            : Shapes.TEMPLATE_ID.read(json, pointer, findings).map(Assignment.To::new);

    private final Findings findings = new Findings();
    private int forgivable;
    private final EndpointUpdate.Builder update = EndpointUpdate.builder(Tolerance.DROPS);
    private final V1Scaler scaler = new V1Scaler();
    private final V1Volumes volumes = new V1Volumes();
    private final List<String> answersOnly = new ArrayList<>();

    private V1Update() {}

    static ParsedUpdate of(Json.Obj body) {
        V1Update reading = new V1Update();
        body.members().forEach(reading::member);
        return reading.conclude();
    }

    private ParsedUpdate conclude() {
        scaler.sayTo(update);
        volumes.sayTo(update, findings);
        List<String> warnings = answersOnly.isEmpty()
                ? List.of()
                : List.of("Left out, since only answers have it: " + String.join(", ", answersOnly) + ".");
        EndpointUpdate said = update.build();
        Contradictions.ofWorkers(said, findings);
        Findings cuda = new Findings();
        Contradictions.ofCuda(said, cuda);
        forgive(Field.MIN_CUDA_VERSION, "/minCudaVersion", cuda);
        return findings.violations().size() == forgivable
                ? new ParsedUpdate.Understood(update.build(), warnings)
                : new ParsedUpdate.Invalid(findings.violations());
    }

    /**
     * What is wrong with a field of one compute family is nothing on an endpoint of the other: v1 never looked at it.
     */
    private void forgive(Field<?> field, String at, Findings wrong) {
        if (!wrong.none()) {
            update.flaw(field, at, wrong.violations());
            findings.add(wrong);
            forgivable += wrong.violations().size();
        }
    }

    private void member(String name, Json value) {
        String at = Pointers.child("", name);
        switch (name) {
            case "name" -> say(Field.NAME, NAME, value, at);
            case "gpuTypeIds" -> say(Field.GPU_TYPES, SOME_IDS.as(GpuSelection.Types::new), value, at);
            case "gpuCount" -> say(Field.GPU_COUNT, Numbers.atLeast(1), value, at);
            case "allowedCudaVersions" -> say(Field.CUDA_VERSIONS, CUDA_VERSIONS, value, at);
            case "minCudaVersion" -> say(Field.MIN_CUDA_VERSION, FLOOR, value, at);
            case "cpuFlavorIds" -> say(Field.CPU_FLAVORS, SOME_IDS.as(V1Update::withoutRepetition), value, at);
            case "vcpuCount" ->
                half(Field.VCPU_COUNT, Numbers.atLeast(1).as(Assignment.VcpusOnEachFlavor::new), value, at);
            case "dataCenterIds" -> say(Field.DATA_CENTERS, V1DataCenters.SHAPE, value, at);
            case "workersMin" -> say(Field.WORKERS_MIN, Numbers.atLeast(0), value, at);
            case "workersMax" -> say(Field.WORKERS_MAX, Numbers.atLeast(0), value, at);
            case "idleTimeout" ->
                say(Field.IDLE_TIMEOUT, Numbers.between(1, 3600).as(Duration::ofSeconds), value, at);
            case "scalerType" -> scaler.type(value, at, findings);
            case "scalerValue" -> scaler.value(value, at, findings);
            case "executionTimeoutMs" -> say(Field.EXECUTION_TIMEOUT, V1Timeout.SHAPE, value, at);
            case "flashboot" -> half(Field.FLASHBOOT, Shapes.FLAG.as(V1Update::flashBoot), value, at);
            case "networkVolumeId" -> volumes.one(value, at, findings);
            case "networkVolumeIds" -> volumes.many(value, at, findings);
            case "templateId" -> half(Field.TEMPLATE, TEMPLATE, value, at);
            default -> {
                if (V1Names.IN_ANSWERS_ONLY.contains(name)) {
                    answersOnly.add(name);
                } else {
                    findings.refuse(at, UnknownField.words(name, "the v1 update", V1Names.OF_UPDATES, V1Names.INSTEAD));
                }
            }
        }
    }

    static boolean isName(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME;
    }

    private <T> void say(Field<T> field, Shape<? extends T> shape, Json value, String at) {
        half(field, shape.as(Assignment.To<T>::new), value, at);
    }

    private <T> void half(Field<T> field, Shape<? extends Assignment<T>> shape, Json value, String at) {
        Findings own = new Findings();
        shape.read(value, at, own).ifPresent(said -> update.say(field, said, at));
        if (ComputeFamily.has(field)) {
            forgive(field, at, own);
        } else {
            findings.add(own);
        }
    }

    /** Whether it says that there is none, as v1's own answers do. */
    static boolean isNone(Json value) {
        return value instanceof Json.Null || (value instanceof Json.Str(String text) && text.isEmpty());
    }

    private static Assignment<FlashBoot> flashBoot(boolean on) {
        return on ? new Assignment.FlashBootOn() : new Assignment.To<>(FlashBoot.OFF);
    }

    private static List<String> withoutRepetition(List<String> list) {
        return list.stream().distinct().toList();
    }
}
