package io.podgate.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the policy that holds. One thread polls, now and then; any number read, and never wait or touch a file. The
 * fields are this class's alone, and only {@link #poll} writes them.
 *
 * <p>A directory behind Kubernetes' {@code ..data} link changes all at once, so a change of it counts when it is seen.
 * Files of any other kind are copied one by one, so a change counts when two looks in a row have seen the same.
 */
public final class PolicyWatcher {

    private record State(Optional<PolicySet> policy, List<PolicyError> errors) {}

    private record Seen(Fingerprint fingerprint, String content) {}

    private final Path path;
    private final PolicyTrial trial;
    private volatile State state = new State(Optional.empty(), List.of());
    private @Nullable String judged;
    private @Nullable Seen lastSeen;

    /** @param trial what a policy that another one makes way for has to pass; the first has nobody to give in to */
    public PolicyWatcher(Path path, PolicyTrial trial) {
        this.path = path;
        this.trial = trial;
    }

    /** The last good policy; empty until there has been one. */
    public Optional<PolicySet> current() {
        return state.policy();
    }

    /** What is wrong with the files as they stand; empty where they are good. */
    public List<PolicyError> errors() {
        return state.errors();
    }

    /** Looks whether something changed, and takes it over if it is good. Does I/O. */
    public synchronized PolicyPoll poll() {
        return switch (PolicyFiles.read(path)) {
            case PolicyFiles.Reading.Unsettled unsettled -> unsettled();
            case PolicyFiles.Reading.Unreadable(PolicyError error) -> unreadable(error);
            case PolicyFiles.Reading.Files files -> found(files);
        };
    }

    private PolicyPoll unsettled() {
        lastSeen = null;
        return new PolicyPoll.Unsettled();
    }

    private PolicyPoll unreadable(PolicyError error) {
        lastSeen = null;
        return error.toString().equals(judged)
                ? new PolicyPoll.Unchanged()
                : judge(error.toString(), new PolicyLoad.Broken(List.of(error)), List.of());
    }

    private PolicyPoll found(PolicyFiles.Reading.Files files) {
        String content = files.content();
        Seen seen = new Seen(files.fingerprint(), content);
        boolean settled = judged == null || files.fingerprint().changesAtOnce() || seen.equals(lastSeen);
        lastSeen = seen;
        if (content.equals(judged)) {
            return new PolicyPoll.Unchanged();
        }
        return settled ? judge(content, tried(files.files()), files.files()) : new PolicyPoll.Unsettled();
    }

    private PolicyLoad tried(List<PolicyFile> files) {
        PolicyLoad load = PolicyLoader.load(files);
        if (current().isEmpty() || !(load instanceof PolicyLoad.Loaded(PolicySet policy, List<PolicyError> warnings))) {
            return load;
        }
        PolicyTests beside = PolicyTests.read(files);
        List<PolicyError> failures =
                beside.errors().isEmpty() ? trial.failures(policy, beside.tests()) : beside.errors();
        return failures.isEmpty() ? load : new PolicyLoad.Broken(failures);
    }

    private PolicyPoll judge(String what, PolicyLoad load, List<PolicyFile> files) {
        judged = what;
        return switch (load) {
            case PolicyLoad.Loaded(PolicySet policy, List<PolicyError> warnings) -> {
                state = new State(Optional.of(policy), List.of());
                yield new PolicyPoll.Loaded(
                        policy, warnings, files.stream().map(PolicyDocument::of).toList());
            }
            case PolicyLoad.Broken(List<PolicyError> errors) -> {
                state = new State(state.policy(), errors);
                yield new PolicyPoll.Broken(errors);
            }
            case PolicyLoad.Unsettled unsettled -> new PolicyPoll.Unsettled();
        };
    }
}
