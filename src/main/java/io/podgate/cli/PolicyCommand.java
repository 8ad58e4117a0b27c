package io.podgate.cli;

import io.podgate.json.Json;
import io.podgate.policy.PolicyCheck;
import io.podgate.policy.PolicySchema;
import io.podgate.sandbox.BuiltIn;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be done with policy files. */
@Command(
        name = "policy",
        description = "Checks and tries policy files.",
        mixinStandardHelpOptions = true,
        subcommands = {PolicyTestCommand.class, PolicyDiffCommand.class, PolicyInitCommand.class})
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
        PolicyCheck.Report report = PolicyCheck.check(path, BuiltIn.catalog(), Instant.now());
        report.errors().forEach(spec.commandLine().getOut()::println);
        report.warnings().forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
        report.issuers()
                .forEach((issuer, callers) -> spec.commandLine()
                        .getErr()
                        .println("note: " + String.join(", ", callers)
                                + " can come in where podgate.identity.issuers has " + issuer));
        return report.passes() ? 0 : 1;
    }

    @Command(
            name = "schema",
            description = "Prints the JSON Schema of policies and their tests, for editors.",
            mixinStandardHelpOptions = true)
    int schema() {
        spec.commandLine().getOut().println(Json.text(PolicySchema.plain()));
        return 0;
    }
}
