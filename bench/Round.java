/**
 * A line of results.tsv.
 *
 * @param micros how long it took
 * @param cpu that the target's processes had in it, microseconds
 * @param rss what the target's own processes held at its end, KiB
 * @param own Podgate's own time for an update, mean in microseconds; 0 where there were none
 * @param others share of the machine's CPUs that neither target, stub nor load generator had, percent
 */
record Round(
        String load,
        String target,
        double requests,
        double micros,
        double p50,
        double p99,
        double cpu,
        double rss,
        double own,
        double others) {

    static Round of(String line) {
        String[] cells = line.split("\t");
        double[] numbers = new double[cells.length];
        for (int i = 2; i < cells.length; i++) {
            numbers[i] = Double.parseDouble(cells[i]);
        }
        return new Round(
                cells[0],
                cells[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6],
                numbers[7],
                numbers[8],
                numbers[9]);
    }
}
