package io.podgate.cli;

import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import io.podgate.policy.PolicyTests;
import io.podgate.rehearsal.Rehearsal;
import io.podgate.rehearsal.TestReport;
import io.podgate.sandbox.BuiltIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
        Path where = policies == null ? path : policies;
        return switch (PolicyLoader.load(where)) {
            case PolicyLoad.Loaded(PolicySet policy, List<PolicyError> warnings) -> run(policy, PolicyTests.read(path));
            case PolicyLoad.Broken(List<PolicyError> errors) -> refuse(errors);
            case PolicyLoad.Unsettled unsettled -> refuse(List.of(PolicyError.unsettled(where)));
        };
    }

    private int run(PolicySet policy, PolicyTests tests) throws IOException {
        if (!tests.errors().isEmpty()) {
            return refuse(tests.errors());
        }
        if (tests.tests().isEmpty()) {
            return refuse(
                    List.of(new PolicyError(path.toString(), 1, 1, "there is no document of kind PolicyTest here")));
        }
        TestReport report = Rehearsal.test(policy, tests.tests(), BuiltIn.catalog(), Instant.now());
        print(report);
        return report.passes() ? 0 : 1;
    }

    /** A program that reads the report learns of mistakes there, too. */
    private int refuse(List<PolicyError> errors) {
        errors.forEach(error -> spec.commandLine().getErr().println(error.brief()));
        if (format != Format.text) {
            print(TestReport.broken(errors));
        }
        return 1;
    }

    private void print(TestReport report) {
        spec.commandLine()
                .getOut()
                .println(
                        switch (format) {
                            case text -> report.text();
                            case junit -> report.junit();
                            case json -> report.json();
                        });
    }
}
