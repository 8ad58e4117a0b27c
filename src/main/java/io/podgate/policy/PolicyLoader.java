package io.podgate.policy;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Makes a policy of files, or finds all their mistakes. */
public final class PolicyLoader {

    private PolicyLoader() {}

    /** Reads a YAML file, or all {@code *.yaml} and {@code *.yml} of a directory, but not of those below it. */
    public static PolicyLoad load(Path path) {
        return switch (PolicyFiles.read(path)) {
            case PolicyFiles.Reading.Files files -> load(files.files());
            case PolicyFiles.Reading.Unsettled unsettled -> new PolicyLoad.Unsettled();
            case PolicyFiles.Reading.Unreadable(PolicyError error) -> new PolicyLoad.Broken(List.of(error));
        };
    }

    /**
     * Reads a policy that stands in no file.
     *
     * @param name as it is called in complaints
     */
    public static PolicyLoad load(String name, byte[] content) {
        return load(name, content, Circumstances.NONE, Patience.ENDLESS);
    }

    /**
     * The same, for somebody who does not wait without end.
     *
     * @param circumstances what else there is to warn of
     * @throws Patience.Ended where it takes longer
     */
    public static PolicyLoad load(String name, byte[] content, Circumstances circumstances, Patience patience) {
        return load(List.of(new PolicyFile(name, content)), circumstances, patience);
    }

    static PolicyLoad load(List<PolicyFile> files) {
        return load(files, Circumstances.NONE, Patience.ENDLESS);
    }

    private static PolicyLoad load(List<PolicyFile> files, Circumstances circumstances, Patience patience) {
        Collection<PolicyError> errors = new LinkedHashSet<>();
        Declarations said = declare(files, errors, patience);
        PolicySet policy = new Assembly(said, errors).assemble();
        return errors.isEmpty()
                ? new PolicyLoad.Loaded(
                        policy,
                        Inspection.of(said, Place.startOf(files.getFirst().name()), circumstances, patience))
                : new PolicyLoad.Broken(
                        errors.stream().sorted(PolicyError.IN_ORDER).toList());
    }

    /** What all files say, one by one. */
    static Declarations declare(List<PolicyFile> files, Collection<PolicyError> errors) {
        return declare(files, errors, Patience.ENDLESS);
    }

    private static Declarations declare(List<PolicyFile> files, Collection<PolicyError> errors, Patience patience) {
        Declarations said = new Declarations();
        for (PolicyFile file : files) {
            PolicyReader.read(new Page(file, errors, patience), said);
        }
        if (said.policies == 0 && errors.isEmpty()) {
            errors.add(Place.startOf(files.getFirst().name()).error("there is no document of kind PolicySet here"));
        }
        return said;
    }
}
