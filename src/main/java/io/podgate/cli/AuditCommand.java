package io.podgate.cli;

import io.podgate.trail.ChainCheck;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be done with files of the trail. */
@Command(name = "audit", description = "Checks the audit trail.", mixinStandardHelpOptions = true)
final class AuditCommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Command(
            name = "verify",
            description =
                    "Tells whether the chain is whole. Exit 0 where it is, 1 with the first record where it is not.",
            mixinStandardHelpOptions = true)
    int verify(@Parameters(paramLabel = "FILE", description = "JSON Lines: the trail, or an export of it") Path file) {
        try {
            return switch (ChainCheck.check(file)) {
                case ChainCheck.Report.Whole whole -> whole(whole);
                case ChainCheck.Report.Broken broken -> {
                    say("%s:%d: %s".formatted(file, broken.line(), broken.detail()));
                    yield 1;
                }
            };
        } catch (IOException e) {
            spec.commandLine().getErr().println(file + " cannot be read: " + e.getMessage());
            return 1;
        }
    }

    private int whole(ChainCheck.Report.Whole whole) {
        long records =
                whole.chains().stream().mapToLong(ChainCheck.Part::records).sum();
        say("whole: %d records in %d chains".formatted(records, whole.chains().size()));
        for (ChainCheck.Part chain : whole.chains()) {
            say("chain %s: records %d to %d, head %s%s"
                    .formatted(chain.chain(), chain.first(), chain.last(), chain.head(), before(chain)));
        }
        return 0;
    }

    /** Retention removes beginnings, and so may somebody else. */
    private static String before(ChainCheck.Part chain) {
        return chain.behindOthers() ? "; what came before %d is not in this file".formatted(chain.first()) : "";
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
