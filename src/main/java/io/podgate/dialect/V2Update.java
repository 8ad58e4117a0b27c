package io.podgate.dialect;

import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.EndpointUpdate.Tolerance;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.FlashBoot;
import io.podgate.json.Json;
import io.podgate.json.Pointers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Understands v2's {@code UpdateEndpointRequest}. Good for one body. */
final class V2Update {

    private static final Shape<List<String>> IDENTIFIERS = Shapes.list(Texts.IDENTIFIER);
    private static final Shape<FlashBoot> FLASHBOOT = Shapes.oneOf(FlashBoot.class);
    private static final Shape<String> NAME =
            Texts.identifier("a string of at least 1 character", name -> !name.isEmpty());

    private final Findings findings = new Findings();
    private final EndpointUpdate.Builder update = EndpointUpdate.builder(Tolerance.REFUSES);

    private V2Update() {}

    static ParsedUpdate of(Json.Obj body) {
        V2Update reading = new V2Update();
        body.members().forEach(reading::member);
        if (body.get("gpu").isPresent() && body.get("cpu").isPresent()) {
            reading.findings.refuse("/cpu", "cannot be said together with gpu: an endpoint computes on one of the two");
        }
        return Contradictions.conclude(reading.update.build(), List.of(), reading.findings);
    }

    private void member(String name, Json value) {
        String at = Pointers.child("", name);
        switch (name) {
            case "name" -> say(Field.NAME, NAME, value, at);
            case "gpu" -> V2Gpu.read(value, at, this);
            case "cpu" -> V2Cpu.read(value, at, update, findings);
            case "dataCenterIds" -> say(Field.DATA_CENTERS, IDENTIFIERS, value, at);
            case "workers" -> workers(value, at);
            case "scaling" -> say(Field.SCALING, V2Scaling.SHAPE, value, at);
            case "timeout" -> say(Field.EXECUTION_TIMEOUT, Numbers.atLeast(0).as(Duration::ofMillis), value, at);
            case "flashboot" -> say(Field.FLASHBOOT, FLASHBOOT, value, at);
            case "networkVolumes" -> say(Field.NETWORK_VOLUMES, IDENTIFIERS, value, at);
            case "templateId" -> say(Field.TEMPLATE, Shapes.TEMPLATE_ID, value, at);
            case "image" -> say(Field.IMAGE, Texts.IDENTIFIER, value, at);
            case "args" -> say(Field.ARGS, Texts.FREE, value, at);
            case "disk" -> say(Field.DISK, Numbers.atLeast(1), value, at);
            case "ports" -> say(Field.PORTS, IDENTIFIERS, value, at);
            case "env" -> say(Field.ENV, V2Env.SHAPE, value, at);
            case "registry" -> registry(value, at);
            default ->
                findings.refuse(at, UnknownField.words(name, "the v2 update", V2Names.OF_UPDATES, V2Names.INSTEAD));
        }
    }

    private void registry(Json value, String at) {
        if (value instanceof Json.Null) {
            update.set(Field.REGISTRY, Optional.empty(), at);
        } else {
            say(Field.REGISTRY, Texts.IDENTIFIER.as(Optional::of), value, at);
        }
    }

    private void workers(Json value, String at) {
        for (Map.Entry<String, Json> member : members(value, at).entrySet()) {
            String there = Pointers.child(at, member.getKey());
            switch (member.getKey()) {
                case "min" -> say(Field.WORKERS_MIN, Numbers.atLeast(0), member.getValue(), there);
                case "max" -> say(Field.WORKERS_MAX, Numbers.atLeast(0), member.getValue(), there);
                case "idleTimeout" ->
                    say(Field.IDLE_TIMEOUT, Numbers.between(1, 3600).as(Duration::ofSeconds), member.getValue(), there);
                default -> unknown(member.getKey(), there, "workers", V2Names.OF_WORKERS);
            }
        }
    }

    /** The members of an object; none where it is something else, which is then a finding. */
    Map<String, Json> members(Json value, String at) {
        if (value instanceof Json.Obj(Map<String, Json> members)) {
            return members;
        }
        findings.expected("an object", value, at);
        return Map.of();
    }

    void unknown(String name, String at, String object, List<String> known) {
        findings.refuse(at, UnknownField.words(name, object, known, Map.of()));
    }

    <T> void say(Field<T> field, Shape<? extends T> shape, Json value, String at) {
        shape.read(value, at, findings).ifPresent(said -> update.set(field, said, at));
    }

    EndpointUpdate.Builder update() {
        return update;
    }

    Findings findings() {
        return findings;
    }
}
