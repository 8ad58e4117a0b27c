package io.podgate.dialect;

import io.podgate.endpoint.Field;
import io.podgate.endpoint.Routing;
import io.podgate.endpoint.Scaling;
import java.util.List;
import java.util.Optional;

/** v2 has no idle timeout on a queue that scales on its request count. Judged once the scaler is settled. */
final class IdleTimeoutRule {

    private IdleTimeoutRule() {}

    static void apply(Drafting draft) {
        boolean applies = !draft.current().routing().equals(Optional.of(Routing.QUEUE))
                || !(draft.after(Field.SCALING).orElse(null) instanceof Scaling.RequestCount);
        if (applies) {
            draft.writeAsSaid(List.of(Field.IDLE_TIMEOUT));
            return;
        }
        if (draft.update().mentions(Field.IDLE_TIMEOUT)) {
            if (draft.forgives()) {
                if (!draft.update().mentions(Field.SCALING)) {
                    draft.restOnCurrent(); // a stale scaler would swallow a wish
                }
                draft.warn("Left out, since a queue that scales on REQUEST_COUNT has none: "
                        + draft.word(Field.IDLE_TIMEOUT) + ".");
            } else {
                draft.refuse(Field.IDLE_TIMEOUT, "does not apply to a queue that scales on REQUEST_COUNT");
            }
        }
        draft.forget(Field.IDLE_TIMEOUT);
    }
}
