package io.podgate.policy;

import java.nio.file.Path;
import java.util.List;

/** Looks at policy files as somebody would before committing them. */
public final class PolicyCheck {

    private PolicyCheck() {}

    /**
     * What was found, each as {@code file:line: message}.
     *
     * @param errors why the policy would not be loaded; it would be where there are none
     * @param warnings what would be loaded but is probably not meant
     */
    public record Report(List<String> errors, List<String> warnings) {

        public boolean passes() {
            return errors.isEmpty();
        }
    }

    public static Report check(Path path) {
        return switch (PolicyLoader.load(path)) {
            case PolicyLoad.Loaded(PolicySet policy, List<PolicyError> warnings) ->
                new Report(List.of(), lines(warnings));
            case PolicyLoad.Broken(List<PolicyError> errors) -> new Report(lines(errors), List.of());
            case PolicyLoad.Unsettled unsettled ->
                new Report(List.of(path + ":1: the files are being changed; try again"), List.of());
        };
    }

    private static List<String> lines(List<PolicyError> findings) {
        return findings.stream()
                .map(finding -> finding.file() + ":" + finding.line() + ": " + finding.message())
                .toList();
    }
}
