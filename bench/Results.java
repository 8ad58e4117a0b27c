import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What run.sh has measured. What was not measured is NaN, and so is what is made of it.
 *
 * @param starts milliseconds to the first update, by target
 */
record Results(List<Round> rounds, Map<String, double[]> starts) {

    static Results of(Path directory) throws IOException {
        Map<String, List<String>> starts = lines(directory.resolve("starts.tsv")).stream()
                .map(line -> line.split("\t"))
                .collect(Collectors.groupingBy(
                        cells -> cells[0], Collectors.mapping(cells -> cells[1], Collectors.toList())));
        return new Results(
                lines(directory.resolve("results.tsv")).stream().map(Round::of).toList(),
                starts.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().stream()
                                        .mapToDouble(Double::parseDouble)
                                        .sorted()
                                        .toArray())));
    }

    private static List<String> lines(Path table) throws IOException {
        return Files.readAllLines(table).stream().skip(1).toList();
    }

    /** The targets that were measured with a load, in their order. */
    List<String> targets(String load) {
        return rounds.stream()
                .filter(round -> round.load().equals(load))
                .map(Round::target)
                .distinct()
                .toList();
    }

    /** Sorted; empty where it was not measured. */
    double[] values(String load, String target, Figure figure) {
        return rounds.stream()
                .filter(round -> round.load().equals(load) && round.target().equals(target))
                .mapToDouble(figure.of)
                .sorted()
                .toArray();
    }

    double median(String load, String target, Figure figure) {
        return median(values(load, target, figure));
    }

    double ratio(String load, String target, String base, Figure figure) {
        return median(load, target, figure) / median(load, base, figure);
    }

    double start(String target) {
        return median(starts.getOrDefault(target, new double[0]));
    }

    double most(String target, Figure figure) {
        return rounds.stream()
                .filter(round -> round.target().equals(target))
                .mapToDouble(figure.of)
                .max()
                .orElse(Double.NaN);
    }

    static double median(double... values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
