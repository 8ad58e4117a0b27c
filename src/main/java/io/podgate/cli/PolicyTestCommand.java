package io.podgate.cli;

import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicySet;
import io.podgate.policy.PolicyTests;
import io.podgate.rehearsal.Rehearsal;
import io.podgate.rehearsal.TestReport;
import io.podgate.sandbox.BuiltIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the tests that stand beside policies. */
@Command(
        name = "test",
        description = "Runs the PolicyTest documents found there. Exit 0 where all pass, 1 where one fails.",
        mixinStandardHelpOptions = true)
final class PolicyTestCommand implements Callable<Integer> {

    enum Format {
        text,
        junit,
        json
    }

    @Parameters(paramLabel = "PATH", description = "a YAML file, or a directory of them")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path path;

    @Option(names = "--policy", description = "where the policies are, if not at PATH")
    private @Nullable Path policies;

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Format format = Format.text;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Optional<PolicySet> policy = PolicyArgument.load(
                policies == null ? path : policies, spec.commandLine().getErr());
        if (policy.isEmpty()) {
            return 1;
        }
        PolicyTests tests = PolicyTests.read(path);
        if (!tests.errors().isEmpty()) {
            return refuse(tests.errors());
        }
        return tests.tests().isEmpty()
                ? refuse(path + ":1: there is no document of kind PolicyTest here")
                : run(policy.get(), tests);
    }

    private int run(PolicySet policy, PolicyTests tests) throws IOException {
        TestReport report = Rehearsal.test(policy, tests.tests(), BuiltIn.catalog(), Instant.now());
        spec.commandLine()
                .getOut()
                .println(
                        switch (format) {
                            case text -> report.text();
                            case junit -> report.junit();
                            case json -> report.json();
                        });
        return report.passes() ? 0 : 1;
    }

    private int refuse(List<PolicyError> errors) {
        errors.forEach(error -> refuse(error.brief()));
        return 1;
    }

    private int refuse(String complaint) {
        spec.commandLine().getErr().println(complaint);
        return 1;
    }
}
