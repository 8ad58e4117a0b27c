package io.podgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.docs.Tables;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The reference lists the commands that there are, each with what it takes. */
class ReferenceTest {

    private static Stream<String> commands(String before, CommandLine command) {
        return command.getSubcommands().entrySet().stream().flatMap(entry -> {
            String name = before + entry.getKey();
            return entry.getValue().getSubcommands().isEmpty()
                    ? Stream.of(name + arguments(entry.getValue()))
                    : commands(name + " ", entry.getValue());
        });
    }

    private static String arguments(CommandLine command) {
        return command.getCommandSpec().args().stream()
                .filter(argument ->
                        !(argument instanceof OptionSpec option && (option.usageHelp() || option.versionHelp())))
                .map(ReferenceTest::word)
                .collect(Collectors.joining());
    }

    private static String word(ArgSpec argument) {
        return " " + (argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel());
    }

    @Test
    void commands() {
        List<String> all = commands("", Podgate.commandLine()).sorted().toList();
        assertEquals(
                all,
                Tables.REFERENCE.beginnings("commands", 1).stream().sorted().toList());
    }
}
