package io.podgate.dialect;

import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An endpoint keeps its compute family: fields of the other one mean nothing to v1 and are refused by v2. */
final class FamilyRule {

    private FamilyRule() {}

    static void apply(Drafting draft) {
        Optional<ComputeFamily> family = draft.current().family();
        if (family.isEmpty()) {
            if (!mentioned(draft, ComputeFamily.GPU).isEmpty()
                    && !mentioned(draft, ComputeFamily.CPU).isEmpty()) {
                draft.lacks("the endpoint's compute family");
            }
            return;
        }
        List<Field<?>> foreign = mentioned(draft, family.get().other());
        if (foreign.isEmpty()) {
            return;
        }
        if (draft.forgives()) {
            draft.warn("Left out, since this endpoint computes on " + family.get() + ": "
                    + foreign.stream().map(draft::word).distinct().collect(Collectors.joining(", ")) + ".");
            draft.leaveOut(foreign);
        } else {
            foreign.forEach(field -> draft.refuse(
                    field, "does not apply: this endpoint computes on " + family.get() + ", which cannot be changed"));
        }
    }

    private static List<Field<?>> mentioned(Drafting draft, ComputeFamily family) {
        Set<Field<?>> fields = family.fields();
        return draft.update().fields().stream().filter(fields::contains).toList();
    }
}
