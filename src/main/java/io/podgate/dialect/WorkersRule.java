package io.podgate.dialect;

import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Optional;

/** Fewer workers at most than at least: the emergency brake does that, and RunPod decides what it means. */
final class WorkersRule {

    private WorkersRule() {}

    static void apply(Drafting draft) {
        draft.writeAsSaid(List.of(Field.WORKERS_MIN, Field.WORKERS_MAX));
        boolean mentioned =
                draft.update().mentions(Field.WORKERS_MIN) || draft.update().mentions(Field.WORKERS_MAX);
        Optional<Integer> min = draft.after(Field.WORKERS_MIN);
        Optional<Integer> max = draft.after(Field.WORKERS_MAX);
        if (mentioned && min.isPresent() && max.isPresent() && min.get() > max.get()) {
            draft.warn("The endpoint would have workersMin " + min.get() + " above workersMax " + max.get()
                    + "; RunPod decides.");
        }
    }
}
