package io.podgate.policy;

import java.util.List;

/** What came of reading policy files. */
public sealed interface PolicyLoad {

    /**
     * A policy that holds together.
     *
     * @param warnings what is allowed but probably not meant
     */
    record Loaded(PolicySet policy, List<PolicyError> warnings) implements PolicyLoad {}

    /** Mistakes, all of them, by file and place. Never empty. */
    record Broken(List<PolicyError> errors) implements PolicyLoad {}

    /** The files changed while they were read: nothing can be said, look again soon. */
    record Unsettled() implements PolicyLoad {}
}
