package io.podgate.cli;

import io.podgate.rehearsal.Rehearsal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes a first policy. */
@Command(
        name = "init",
        description = "Prints a first policy from what stands today, with present values as caps.",
        mixinStandardHelpOptions = true)
final class PolicyInitCommand implements Callable<Integer> {

    @Mixin
    private final FleetOptions options = new FleetOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        spec.commandLine()
                .getOut()
                .print(Rehearsal.firstPolicy(options.fleet(spec.commandLine().getErr()), options.catalog()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
