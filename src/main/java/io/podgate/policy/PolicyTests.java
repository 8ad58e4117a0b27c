package io.podgate.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The tests that stand beside policies.
 *
 * @param errors why some cannot be read, by file and place
 */
public record PolicyTests(List<PolicyTest> tests, List<PolicyError> errors) {

    /** Reads the documents of kind PolicyTest in a YAML file, or in the files of a directory. */
    public static PolicyTests read(Path path) {
        return switch (PolicyFiles.read(path)) {
            case PolicyFiles.Reading.Files files -> read(files.files());
            case PolicyFiles.Reading.Unsettled unsettled ->
                new PolicyTests(List.of(), List.of(PolicyError.unsettled(path)));
            case PolicyFiles.Reading.Unreadable(PolicyError error) -> new PolicyTests(List.of(), List.of(error));
        };
    }

    static PolicyTests read(List<PolicyFile> files) {
        Collection<PolicyError> errors = new LinkedHashSet<>();
        List<PolicyTest> tests = new ArrayList<>();
        for (PolicyFile file : files) {
            Page page = new Page(file, errors);
            YamlDocument.compose(page)
                    .filter(PolicyTestReader::isTest)
                    .flatMap(root -> PolicyTestReader.read(page, root))
                    .ifPresent(tests::add);
        }
        return new PolicyTests(
                List.copyOf(tests), errors.stream().sorted(PolicyError.IN_ORDER).toList());
    }
}
