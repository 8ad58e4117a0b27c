import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes Markdown tables of what run.sh has measured: medians of the rounds, as multiples of one of the targets. */
final class Report {

    private record Load(String name, String base, String title) {}

    private static final List<Load> LOADS = List.of(
            new Load("updates", "nginx", "Allowed updates, 32 connections"),
            new Load("denied", "nginx-lua", "Denied updates, 32 connections"),
            new Load("reads", "nginx", "Reads of one endpoint, 32 connections"),
            new Load("slow", "nginx", "Allowed updates, 64 connections, a RunPod that takes 50 ms"),
            new Load(
                    "fleet",
                    "podgate-few",
                    "Allowed updates of ten endpoints, 8 connections: a fleet of 10, a fleet of 10,000"));

    public static void main(String[] args) throws IOException {
        Results results = Results.of(Path.of(args[0]));
        LOADS.forEach(load -> table(load, results));
        starts(results);
        System.out.printf("%n**Goals**%n%n| | goal | measured | |%n|---|---|---|---|%n");
        new Goals(results).all().forEach(goal -> System.out.println(goal.row()));
        double[] others = results.rounds().stream().mapToDouble(Round::others).toArray();
        System.out.printf(
                Locale.ROOT,
                "%nMedians of the rounds (as multiples of the base) [least-most]. "
                        + "Others, targets that wait for their turn included, had %.0f %% of the machine's CPUs "
                        + "in the median, %.0f %% at most.%n",
                Results.median(others),
                Arrays.stream(others).max().orElse(Double.NaN));
    }

    private static void table(Load load, Results results) {
        List<String> targets = results.targets(load.name());
        if (targets.isEmpty()) {
            return;
        }
        System.out.printf("%n**%s** (base: %s)%n%n| | %s |%n", load.title(), load.base(), String.join(" | ", targets));
        System.out.println("|---".repeat(targets.size() + 1) + "|");
        for (Figure figure : Figure.values()) {
            if (targets.stream().anyMatch(target -> !Double.isNaN(results.median(load.name(), target, figure)))) {
                System.out.println(targets.stream()
                        .map(target -> cell(load, target, figure, results))
                        .collect(Collectors.joining(" | ", "| " + figure.title + " | ", " |")));
            }
        }
    }

    private static String cell(Load load, String target, Figure figure, Results results) {
        double[] values = results.values(load.name(), target, figure);
        double median = Results.median(values);
        if (Double.isNaN(median)) {
            return "–";
        }
        double ratio = results.ratio(load.name(), target, load.base(), figure);
        String range = " [" + figure.format + "-" + figure.format + "]";
        return String.format(Locale.ROOT, figure.format, median)
                + (target.equals(load.base()) || Double.isNaN(ratio)
                        ? ""
                        : String.format(Locale.ROOT, " (%.2f)", ratio))
                + String.format(Locale.ROOT, range, values[0], values[values.length - 1]);
    }

    private static void starts(Results results) {
        if (results.starts().isEmpty()) {
            return;
        }
        System.out.printf(
                "%n**From exec to the first allowed update, and to the end of a command**%n%n| | median, ms | least-most |%n|---|---|---|%n");
        results.starts()
                .forEach((target, millis) -> System.out.printf(
                        Locale.ROOT,
                        "| %s | %,.0f | %,.0f-%,.0f |%n",
                        target,
                        Results.median(millis),
                        millis[0],
                        millis[millis.length - 1]));
    }
}
