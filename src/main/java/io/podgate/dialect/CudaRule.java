package io.podgate.dialect;

import io.podgate.endpoint.Field;
import java.util.List;
import java.util.Optional;

/** Allowed CUDA versions and a floor exclude each other: setting one while the other stands has to clear the other. */
final class CudaRule {

    private CudaRule() {}

    /** For v1, which has no way to clear a floor: to say that there is none is good where there is none. */
    static void noneOnV1(Drafting draft) {
        none(draft, "cannot be cleared: RunPod's v1 has no form for that");
    }

    /** For v2, where an empty string clears the floor, but not in v1's words: there it is what scripts have read. */
    static void noneOnV2(Drafting draft) {
        if (draft.forgives()) {
            none(draft, "cannot be cleared: v1 has no form for that; `PATCH /v2/serverless/{id}` has");
        }
    }

    private static void none(Drafting draft, String refusal) {
        boolean said = draft.update()
                .value(Field.MIN_CUDA_VERSION)
                .filter(Optional::isEmpty)
                .isPresent();
        if (!said) {
            return;
        }
        boolean stands =
                draft.current(Field.MIN_CUDA_VERSION).filter(Optional::isEmpty).isPresent();
        boolean givesWay = draft.forgives() && setsVersions(draft);
        if (stands || givesWay) {
            draft.restOnCurrent();
            draft.leaveOut(List.of(Field.MIN_CUDA_VERSION));
        } else {
            draft.refuse(Field.MIN_CUDA_VERSION, refusal);
        }
    }

    /** For v2, where an empty string clears the floor. */
    static void clearTheOther(Drafting draft) {
        clearVersions(draft);
        floorInTheWay(draft).ifPresent(floor -> {
            if (draft.forgives()) {
                draft.write(Field.MIN_CUDA_VERSION, Optional.empty());
                draft.restOnCurrent();
                draft.warn("The endpoint's CUDA floor " + floor + " is cleared: RunPod takes either "
                        + "allowed versions or a floor.");
            } else {
                draft.refuse(
                        Field.CUDA_VERSIONS,
                        "cannot stand beside the endpoint's minCudaVersion " + floor
                                + ": clear it in the same body with \"\"");
            }
        });
    }

    /** For v1, which has no way to clear a floor. */
    static void clearWhatV1CanClear(Drafting draft) {
        clearVersions(draft);
        floorInTheWay(draft).ifPresent(floor -> {
            if (draft.forgives()) {
                draft.warn("The endpoint's CUDA floor " + floor + " cannot be cleared in v1; RunPod decides.");
            } else {
                draft.refuse(
                        Field.CUDA_VERSIONS,
                        "cannot stand beside the endpoint's minCudaVersion " + floor + ", which v1 cannot clear");
            }
        });
    }

    private static void clearVersions(Drafting draft) {
        Optional<List<String>> versions = draft.current(Field.CUDA_VERSIONS).filter(list -> !list.isEmpty());
        boolean setsFloor = draft.update()
                .value(Field.MIN_CUDA_VERSION)
                .filter(Optional::isPresent)
                .isPresent();
        if (versions.isEmpty() || !setsFloor || draft.update().mentions(Field.CUDA_VERSIONS)) {
            return;
        }
        if (draft.forgives()) {
            draft.write(Field.CUDA_VERSIONS, List.of());
            draft.restOnCurrent();
            draft.warn("The endpoint's allowed CUDA versions " + String.join(", ", versions.get())
                    + " are cleared: RunPod takes either allowed versions or a floor.");
        } else {
            draft.refuse(
                    Field.MIN_CUDA_VERSION,
                    "cannot stand beside the endpoint's allowedCudaVersions: clear them in the same body with []");
        }
    }

    private static Optional<String> floorInTheWay(Drafting draft) {
        return setsVersions(draft) && !draft.update().mentions(Field.MIN_CUDA_VERSION)
                ? draft.current(Field.MIN_CUDA_VERSION).flatMap(floor -> floor)
                : Optional.empty();
    }

    private static boolean setsVersions(Drafting draft) {
        return draft.update()
                .value(Field.CUDA_VERSIONS)
                .filter(list -> !list.isEmpty())
                .isPresent();
    }
}
