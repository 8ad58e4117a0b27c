package io.podgate.dialect;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Scaling;
import io.podgate.json.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** v1's {@code scalerType} and {@code scalerValue}, which are one thing said in two halves. */
final class V1Scaler {

    private static final Shape<Scaling.Type> TYPE = Shapes.oneOf(Scaling.Type.class);
    private static final Shape<Integer> VALUE = Numbers.atLeast(1);

    private Scaling.@Nullable Type type;
    private @Nullable Integer value;
    private String pointer = "";

    void type(Json json, String at, Findings findings) {
        type = TYPE.read(json, at, findings).orElse(null);
        pointer = at;
    }

    void value(Json json, String at, Findings findings) {
        value = VALUE.read(json, at, findings).orElse(null);
        pointer = type == null ? at : pointer;
    }

    void sayTo(EndpointUpdate.Builder update) {
        if (type != null && value != null) {
            update.set(Field.SCALING, whole(type, value), pointer);
        } else if (type != null) {
            update.say(Field.SCALING, new Assignment.ScalerType(type), pointer);
        } else if (value != null) {
            update.say(Field.SCALING, new Assignment.ScalerValue(value), pointer);
        }
    }

    static Scaling whole(Scaling.Type type, int value) {
        return switch (type) {
            case QUEUE_DELAY -> new Scaling.QueueDelay(BigDecimal.valueOf(value));
            case REQUEST_COUNT -> new Scaling.RequestCount(value);
        };
    }
}
