import java.util.function.ToDoubleFunction;

/** What is told of a round. */
enum Figure {
    THROUGHPUT("requests/s", "%,.0f", round -> round.requests() * 1e6 / round.micros()),
    MEDIAN("p50, ms", "%.2f", round -> round.p50() / 1000),
    TAIL("p99, ms", "%.2f", round -> round.p99() / 1000),
    CPU("CPU a request, µs", "%.1f", round -> round.cpu() / round.requests()),
    OWN("own time, ms", "%.3f", round -> round.own() == 0 ? Double.NaN : round.own() / 1000),
    MEMORY("resident, MiB", "%.0f", round -> round.rss() / 1024);

    final String title;
    final String format;
    final ToDoubleFunction<Round> of;

    Figure(String title, String format, ToDoubleFunction<Round> of) {
        this.title = title;
        this.format = format;
        this.of = of;
    }
}
