package io.podgate.policy;

import io.podgate.endpoint.Catalog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

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

    /**
     * Looks at what can be told from the files, tests included, and at what depends on the day and on what RunPod has.
     *
     * @param catalog whose cards the policy's may be
     * @param now which exceptions have expired
     */
    public static Report check(Path path, Catalog catalog, Instant now) {
        return switch (PolicyFiles.read(path)) {
            case PolicyFiles.Reading.Files files -> check(files.files(), catalog, now);
            case PolicyFiles.Reading.Unreadable(PolicyError error) -> new Report(lines(List.of(error)), List.of());
            case PolicyFiles.Reading.Unsettled unsettled ->
                new Report(lines(List.of(PolicyError.unsettled(path))), List.of());
        };
    }

    private static Report check(List<PolicyFile> files, Catalog catalog, Instant now) {
        SequencedSet<PolicyError> errors =
                new LinkedHashSet<>(PolicyTests.read(files).errors());
        Declarations said = PolicyLoader.declare(files, errors);
        new Assembly(said, errors).assemble();
        if (!errors.isEmpty()) {
            return new Report(lines(errors.stream().sorted(PolicyError.IN_ORDER).toList()), List.of());
        }
        List<PolicyError> warnings =
                new ArrayList<>(Lint.of(said, Place.startOf(files.getFirst().name())));
        warnings.addAll(DayLint.of(said, catalog, now));
        return new Report(
                List.of(), lines(warnings.stream().sorted(PolicyError.IN_ORDER).toList()));
    }

    /** The same, where neither days nor cards matter. */
    public static Report check(Path path) {
        return check(path, Catalog.empty(), Instant.MIN);
    }

    private static List<String> lines(List<PolicyError> findings) {
        return findings.stream().map(PolicyError::brief).toList();
    }
}
