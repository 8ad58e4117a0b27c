package io.podgate.dialect;

import io.podgate.endpoint.Scaling;
import io.podgate.json.Json;
import io.podgate.json.Pointers;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** v2's {@code scaling}: a union told apart by {@code type}, each kind with its own number and nothing else. */
final class V2Scaling {

    private static final Shape<Scaling.Type> TYPE = Shapes.oneOf(Scaling.Type.class);
    private static final Shape<Scaling> QUEUE_DELAY = Numbers.decimalBetween(
                    new BigDecimal("0.5"), BigDecimal.valueOf(Integer.MAX_VALUE))
            .as(Scaling.QueueDelay::new);
    private static final Shape<Scaling> REQUEST_COUNT = Numbers.atLeast(1).as(Scaling.RequestCount::new);

    static final Shape<Scaling> SHAPE = V2Scaling::read;

    private V2Scaling() {}

    private static Optional<Scaling> read(Json json, String at, Findings findings) {
        if (!(json instanceof Json.Obj(Map<String, Json> members))) {
            findings.expected("an object with type and queueDelay or requestCount", json, at);
            return Optional.empty();
        }
        Json type = members.get("type");
        if (type == null) {
            findings.refuse(at, "must have the member type");
            members.keySet().stream()
                    .filter(name -> !V2Names.OF_SCALING.contains(name))
                    .forEach(name -> unknown(name, at, "scaling", findings));
            return Optional.empty();
        }
        return TYPE.read(type, at + "/type", findings).flatMap(known -> switch (known) {
            case QUEUE_DELAY -> union(members, "queueDelay", QUEUE_DELAY, at, findings);
            case REQUEST_COUNT -> union(members, "requestCount", REQUEST_COUNT, at, findings);
        });
    }

    private static Optional<Scaling> union(
            Map<String, Json> members, String number, Shape<Scaling> shape, String at, Findings findings) {
        Optional<Scaling> scaling = Optional.empty();
        for (Map.Entry<String, Json> member : members.entrySet()) {
            if (member.getKey().equals(number)) {
                scaling = shape.read(member.getValue(), Pointers.child(at, number), findings);
            } else if (!member.getKey().equals("type")) {
                unknown(member.getKey(), at, "scaling by " + number, findings);
            }
        }
        if (!members.containsKey(number)) {
            findings.refuse(at, "must have the member " + number);
        }
        return scaling;
    }

    private static void unknown(String name, String at, String object, Findings findings) {
        boolean otherKind = V2Names.OF_SCALING.contains(name);
        findings.refuse(
                Pointers.child(at, name),
                otherKind
                        ? "does not belong to " + object
                        : UnknownField.words(name, object, V2Names.OF_SCALING, Map.of()));
    }
}
