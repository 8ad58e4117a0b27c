package io.podgate.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Without arguments the gateway serves; with arguments it is a command. */
@QuarkusMain
@Command(
        name = "podgate",
        description = "The gateway between your services and RunPod's one key. Without a command it serves.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {PolicyCommand.class, AuditCommand.class, TokenCommand.class, SandboxCommand.class})
public final class Podgate implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** The program. */
    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run();
        } else {
            System.exit(commandLine().execute(arguments));
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Podgate())
                .setExecutionExceptionHandler(new Complaints())
                .setOut(new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is due: policy, audit, token or sandbox");
    }
}
