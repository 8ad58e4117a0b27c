package io.podgate.dialect;

import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import java.util.List;
import java.util.Optional;

/** What no body may say at once, in either dialect. */
public final class Contradictions {

    private Contradictions() {}

    /** Those of the update, for each of which alone it is invalid. */
    public static List<Violation> of(EndpointUpdate update) {
        Findings findings = new Findings();
        ofCuda(update, findings);
        ofWorkers(update, findings);
        return findings.violations();
    }

    static void ofCuda(EndpointUpdate update, Findings findings) {
        boolean versions = update.value(Field.CUDA_VERSIONS)
                .filter(list -> !list.isEmpty())
                .isPresent();
        boolean floor =
                update.value(Field.MIN_CUDA_VERSION).flatMap(lowest -> lowest).isPresent();
        if (versions && floor) {
            findings.refuse(
                    update.pointer(Field.MIN_CUDA_VERSION).orElse(""),
                    "cannot be said together with allowed CUDA versions: RunPod takes one of the two");
        }
    }

    static void ofWorkers(EndpointUpdate update, Findings findings) {
        Optional<Integer> min = update.value(Field.WORKERS_MIN);
        Optional<Integer> max = update.value(Field.WORKERS_MAX);
        if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
            findings.refuse(
                    update.pointer(Field.WORKERS_MIN).orElse(""),
                    "must not be above the most workers, " + max.get() + "; found " + min.get());
        }
    }

    static ParsedUpdate conclude(EndpointUpdate update, List<String> warnings, Findings findings) {
        ofCuda(update, findings);
        ofWorkers(update, findings);
        return findings.none()
                ? new ParsedUpdate.Understood(update, warnings)
                : new ParsedUpdate.Invalid(findings.violations());
    }
}
