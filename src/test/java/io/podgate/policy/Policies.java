package io.podgate.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Policies for tests, written as a platform team writes them. */
final class Policies {

    static final String HEAD = "apiVersion: podgate/v1\nkind: PolicySet\n";

    /** Takes over whatever loads. */
    static final PolicyTrial UNTRIED = (candidate, tests) -> List.of();

    private Policies() {}

    /** One file, without its first two lines. */
    static PolicySet policy(String body) {
        return switch (load(HEAD + body)) {
            case PolicyLoad.Loaded(PolicySet policy, List<PolicyError> warnings) -> policy;
            case PolicyLoad.Broken(List<PolicyError> errors) -> throw new AssertionError(errors.toString());
            case PolicyLoad.Unsettled unsettled -> throw new AssertionError("unsettled");
        };
    }

    /** Whole files, called a.yaml, b.yaml and so on. */
    static PolicyLoad load(String... contents) {
        List<PolicyFile> files = new ArrayList<>();
        for (String content : contents) {
            files.add(new PolicyFile((char) ('a' + files.size()) + ".yaml", content.getBytes(UTF_8)));
        }
        return PolicyLoader.load(files);
    }

    /** What is probably not meant in one file, without its first two lines; those count. */
    static List<String> warnings(String body) {
        return switch (load(HEAD + body)) {
            case PolicyLoad.Loaded(PolicySet policy, List<PolicyError> warnings) ->
                warnings.stream().map(PolicyError::toString).toList();
            case PolicyLoad.Broken(List<PolicyError> errors) -> throw new AssertionError(errors.toString());
            case PolicyLoad.Unsettled unsettled -> throw new AssertionError("unsettled");
        };
    }

    /** What is wrong with one file, without its first two lines; those count. */
    static List<String> errors(String body) {
        return errorsIn(HEAD + body);
    }

    static List<String> errorsIn(String... contents) {
        return errorsOf(load(contents));
    }

    static List<String> errorsOf(PolicyLoad load) {
        return switch (load) {
            case PolicyLoad.Broken(List<PolicyError> errors) ->
                errors.stream().map(PolicyError::toString).toList();
            case PolicyLoad.Loaded loaded -> List.of();
            case PolicyLoad.Unsettled unsettled -> throw new AssertionError("unsettled");
        };
    }

    static String digest(String token) {
        return TokenDigest.of(token).asWritten();
    }
}
