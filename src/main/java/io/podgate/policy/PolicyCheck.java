package io.podgate.policy;

import io.podgate.endpoint.Catalog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.SortedSet;

/** Looks at policy files as somebody would before committing them. */
public final class PolicyCheck {

    private PolicyCheck() {}

    /**
     * What was found, each as {@code file:line: message}.
     *
     * @param errors why the policy would not be loaded; it would be where there are none
     * @param warnings what would be loaded but is probably not meant
     * @param issuers which the gateway has to know, each with the callers that come from it
     */
    public record Report(List<String> errors, List<String> warnings, SortedMap<String, SortedSet<String>> issuers) {

        static Report refusing(List<String> errors) {
            return new Report(errors, List.of(), Collections.emptySortedMap());
        }

        public boolean passes() {
            return errors.isEmpty();
        }
    }

    /**
     * Looks at what can be told from the files, tests included, and at what depends on the day and on what RunPod has.
     *
     * @param catalog whose cards the policy's may be
     * @param now which exceptions and tokens have ended
     */
    public static Report check(Path path, Catalog catalog, Instant now) {
        return check(path, new Circumstances(catalog, now, Circumstances.NONE.knowsIssuer()));
    }

    private static Report check(Path path, Circumstances circumstances) {
        return switch (PolicyFiles.read(path)) {
            case PolicyFiles.Reading.Files files -> check(files.files(), circumstances);
            case PolicyFiles.Reading.Unreadable(PolicyError error) -> Report.refusing(lines(List.of(error)));
            case PolicyFiles.Reading.Unsettled unsettled ->
                Report.refusing(lines(List.of(PolicyError.unsettled(path))));
        };
    }

    private static Report check(List<PolicyFile> files, Circumstances circumstances) {
        SequencedSet<PolicyError> errors =
                new LinkedHashSet<>(PolicyTests.read(files).errors());
        Declarations said = PolicyLoader.declare(files, errors);
        new Assembly(said, errors).assemble();
        if (!errors.isEmpty()) {
            return Report.refusing(
                    lines(errors.stream().sorted(PolicyError.IN_ORDER).toList()));
        }
        List<PolicyError> warnings =
                Inspection.of(said, Place.startOf(files.getFirst().name()), circumstances, Patience.ENDLESS);
        return new Report(List.of(), lines(warnings), CallerLint.issuers(said));
    }

    /** The same, where neither days nor cards matter. */
    public static Report check(Path path) {
        return check(path, Circumstances.NONE);
    }

    private static List<String> lines(List<PolicyError> findings) {
        return findings.stream().map(PolicyError::brief).toList();
    }
}
