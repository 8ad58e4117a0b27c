package io.podgate.cli;

import io.podgate.policy.PolicySet;
import io.podgate.rehearsal.Comparison;
import io.podgate.rehearsal.Facts;
import io.podgate.rehearsal.Rehearsal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what another policy would change. */
@Command(
        name = "diff",
        description = "Says whose endpoints, whose money and which recorded decisions another policy would change.",
        mixinStandardHelpOptions = true)
final class PolicyDiffCommand implements Callable<Integer> {

    enum Format {
        text,
        json
    }

    @Parameters(paramLabel = "OLD", description = "the policy that holds: a YAML file, or a directory of them")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path old;

    @Parameters(paramLabel = "NEW", description = "the one that might")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path candidate;

    @Mixin
    private final FleetOptions options = new FleetOptions();

    @Option(names = "--audit", paramLabel = "FILE", description = "an audit trail, whose decisions are taken once more")
    private @Nullable Path audit;

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Format format = Format.text;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Optional<PolicySet> one = PolicyArgument.load(old, err);
        Optional<PolicySet> other = PolicyArgument.load(candidate, err);
        if (one.isEmpty() || other.isEmpty()) {
            return 1;
        }
        try (Stream<String> lines = audit == null ? Stream.empty() : Files.lines(audit, StandardCharsets.UTF_8)) {
            Comparison comparison = Rehearsal.compare(
                    one.get(),
                    other.get(),
                    Facts.withoutBills(options.catalog(), options.fleet(err), Instant.now()),
                    lines.map(line -> line.getBytes(StandardCharsets.UTF_8)));
            spec.commandLine()
                    .getOut()
                    .println(
                            switch (format) {
                                case text -> comparison.text();
                                case json -> comparison.json();
                            });
            return 0;
        }
    }
}
