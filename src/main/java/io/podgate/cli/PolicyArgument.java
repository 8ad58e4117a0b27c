package io.podgate.cli;

import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A policy that a command is given. */
final class PolicyArgument {

    private PolicyArgument() {}

    /** Empty where it cannot be loaded; why is said on {@code err}, as {@code file:line: message}. */
    static Optional<PolicySet> load(Path path, PrintWriter err) {
        return switch (PolicyLoader.load(path)) {
            case PolicyLoad.Loaded(PolicySet policy, List<PolicyError> warnings) -> Optional.of(policy);
            case PolicyLoad.Broken(List<PolicyError> errors) -> {
                errors.forEach(error -> err.println(error.brief()));
                yield Optional.empty();
            }
            case PolicyLoad.Unsettled unsettled -> {
                err.println(PolicyError.unsettled(path).brief());
                yield Optional.empty();
            }
        };
    }
}
