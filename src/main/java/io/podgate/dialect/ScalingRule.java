package io.podgate.dialect;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Routing;
import io.podgate.endpoint.Scaling;
import java.math.BigDecimal;
import java.util.Optional;

/** Completes what v1 says of the scaler by half from the scaler that stands. */
final class ScalingRule {

    private static final String NUMBER_TOO =
            "cannot be completed from the endpoint's current scaler: send scalerValue too";
    private static final String TYPE_TOO =
            "cannot be completed, since the endpoint's scaler is not known: send scalerType too";

    private ScalingRule() {}

    /** For a RunPod that is told halves as halves. */
    static void keepHalves(Drafting draft) {
        draft.said(Field.SCALING).ifPresent(said -> complete(draft, said));
    }

    /** For a RunPod that is told the whole scaler; load balancers know only one kind. */
    static void writeWhole(Drafting draft) {
        Optional<Assignment<Scaling>> said = draft.said(Field.SCALING);
        if (said.isEmpty()) {
            return;
        }
        complete(draft, said.get());
        if (!(said.get() instanceof Assignment.To)) {
            draft.restOnCurrent();
        }
        if (draft.current().routing().equals(Optional.of(Routing.LOAD_BALANCER))
                && draft.written(Field.SCALING).orElse(null) instanceof Scaling.QueueDelay) {
            draft.refuse(Field.SCALING, "must be REQUEST_COUNT: this endpoint is a load balancer and has no queue");
        }
    }

    private static void complete(Drafting draft, Assignment<Scaling> said) {
        Optional<Scaling> now = draft.current(Field.SCALING);
        Optional<Scaling> whole = switch (said) {
            case Assignment.To<Scaling>(Scaling scaling) -> Optional.of(scaling);
            case Assignment.ScalerType(Scaling.Type type) -> now.flatMap(scaling -> as(type, scaling));
            case Assignment.ScalerValue(int value) -> now.map(scaling -> V1Scaler.whole(scaling.type(), value));
        };
        whole.ifPresentOrElse(
                scaling -> draft.write(Field.SCALING, scaling),
                () -> draft.refuse(Field.SCALING, said instanceof Assignment.ScalerValue ? TYPE_TOO : NUMBER_TOO));
    }

    /** The same number under another scaler, where it is a number that the other one can have. */
    private static Optional<Scaling> as(Scaling.Type type, Scaling now) {
        if (now.type() == type) {
            return Optional.of(now);
        }
        return number(now).map(value -> V1Scaler.whole(type, value));
    }

    /** The scaler's number, where v1 can say it: an integer of at least 1. */
    static Optional<Integer> number(Scaling scaling) {
        return switch (scaling) {
            case Scaling.RequestCount(int requests) -> Optional.of(requests);
            case Scaling.QueueDelay(BigDecimal seconds) -> {
                boolean sayable = seconds.scale() <= 0
                        && seconds.signum() > 0
                        && seconds.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
                yield sayable ? Optional.of(seconds.intValue()) : Optional.empty();
            }
        };
    }
}
