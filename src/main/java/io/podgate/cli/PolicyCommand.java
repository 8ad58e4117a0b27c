package io.podgate.cli;

import io.podgate.policy.PolicyCheck;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be done with policy files. */
@Command(name = "policy", description = "Checks policy files.", mixinStandardHelpOptions = true)
final class PolicyCommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Command(
            name = "check",
            description =
                    "Reads policies as the gateway would. Exit 0 where they are good, 1 with file:line: message lines.",
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "PATH", description = "a YAML file, or a directory of them") Path path) {
        PolicyCheck.Report report = PolicyCheck.check(path);
        report.errors().forEach(spec.commandLine().getOut()::println);
        report.warnings().forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
        return report.passes() ? 0 : 1;
    }
}
