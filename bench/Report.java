import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Makes Markdown tables of what run.sh has measured: medians of the rounds, and Podgate's as multiples of nginx's. */
final class Report {

    private static final Map<String, String> TITLES = new LinkedHashMap<>();

    static {
        TITLES.put("updates", "Allowed updates, 32 connections");
        TITLES.put("denied", "Denied updates, 32 connections (nginx denies nothing)");
        TITLES.put("reads", "Reads of one endpoint, 32 connections");
        TITLES.put("slow", "Allowed updates, 64 connections, a RunPod that takes 50 ms");
    }

    private record Round(
            String load, String target, double requests, double micros, double p50, double p99, double cpu, double rss,
            double others) {

        static Round of(String line) {
            String[] cells = line.split("\t");
            double[] numbers = new double[cells.length];
            for (int i = 2; i < cells.length; i++) {
                numbers[i] = Double.parseDouble(cells[i]);
            }
            return new Round(
                    cells[0], cells[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7],
                    numbers[8]);
        }

        double perSecond() {
            return requests * 1e6 / micros;
        }

        double cpuPerRequest() {
            return cpu / requests;
        }
    }

    private enum Figure {
        THROUGHPUT("requests/s", "%,.0f", Round::perSecond),
        MEDIAN("p50, ms", "%.2f", round -> round.p50() / 1000),
        TAIL("p99, ms", "%.2f", round -> round.p99() / 1000),
        CPU("CPU a request, µs", "%.1f", Round::cpuPerRequest),
        MEMORY("resident, MiB", "%.0f", round -> round.rss() / 1024);

        final String title;
        final String format;
        final ToDoubleFunction<Round> value;

        Figure(String title, String format, ToDoubleFunction<Round> value) {
            this.title = title;
            this.format = format;
            this.value = value;
        }
    }

    public static void main(String[] args) throws IOException {
        List<Round> rounds = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0])).stream().skip(1).toList()) {
            rounds.add(Round.of(line));
        }
        TITLES.forEach((load, title) -> table(title, of(rounds, load, "nginx"), of(rounds, load, "podgate")));
        System.out.printf(
                Locale.ROOT,
                "%nMedians of %d rounds [least-most]. "
                        + "Others had %.0f %% of the machine's CPUs in the median, %.0f %% at most.%n",
                rounds.stream().filter(round -> round.load().equals("updates")).count() / 2,
                median(rounds, Round::others),
                rounds.stream().mapToDouble(Round::others).max().orElse(0));
    }

    private static List<Round> of(List<Round> rounds, String load, String target) {
        return rounds.stream()
                .filter(round -> round.load().equals(load) && round.target().equals(target))
                .toList();
    }

    private static void table(String title, List<Round> nginx, List<Round> podgate) {
        if (podgate.isEmpty()) {
            return;
        }
        System.out.printf("%n**%s**%n%n| | Podgate | nginx | ratio |%n|---|---|---|---|%n", title);
        for (Figure figure : Figure.values()) {
            System.out.printf(
                    "| %s | %s | %s | %s |%n",
                    figure.title,
                    cell(podgate, figure),
                    nginx.isEmpty() ? "–" : cell(nginx, figure),
                    nginx.isEmpty() ? "–" : ratio(podgate, nginx, figure));
        }
    }

    private static String cell(List<Round> rounds, Figure figure) {
        double[] values = rounds.stream().mapToDouble(figure.value).sorted().toArray();
        String form = figure.format + " [" + figure.format + "-" + figure.format + "]";
        return String.format(
                Locale.ROOT, form, median(rounds, figure.value), values[0], values[values.length - 1]);
    }

    private static String ratio(List<Round> podgate, List<Round> nginx, Figure figure) {
        return String.format(Locale.ROOT, "%.2f", median(podgate, figure.value) / median(nginx, figure.value));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        double[] values = rounds.stream().mapToDouble(value).sorted().toArray();
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
