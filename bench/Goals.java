import java.util.List;

/** What Podgate is meant to come to. */
record Goals(Results results) {

    List<Goal> all() {
        return List.of(
                Goal.least("Allowed updates: requests/s to nginx's", 0.5, pace("updates", "podgate", "nginx")),
                Goal.least("Allowed updates: requests/s to Spring's", 3, pace("updates", "podgate", "spring")),
                Goal.most("Allowed updates: CPU a request to nginx's", 2.5, cpu("updates", "podgate", "nginx")),
                Goal.least("Denied updates: requests/s to nginx-lua's", 1, pace("denied", "podgate", "nginx-lua")),
                Goal.least("Reads: requests/s to nginx's", 1.2, pace("reads", "podgate", "nginx")),
                Goal.most("A RunPod that takes 50 ms: p50 to nginx's, ms more", 1.5, added(Figure.MEDIAN)),
                Goal.most("A RunPod that takes 50 ms: p99 to nginx's, ms more", 5, added(Figure.TAIL)),
                Goal.most("From exec to the first update, s", 1.2, results.start("podgate") / 1000),
                Goal.most("policy check, s", 1.5, results.start("policy check") / 1000),
                Goal.most("policy test of 200 cases, s", 1.5, results.start("policy test") / 1000),
                Goal.most("Resident under load, MiB at most", 256, results.most("podgate", Figure.MEMORY)),
                Goal.least("Fleet of 10,000 to 10: requests/s", 0.9, pace("fleet", "podgate-many", "podgate-few")),
                Goal.most("Fleet of 10,000 to 10: CPU a request", 1.1, cpu("fleet", "podgate-many", "podgate-few")),
                Goal.most("Fleet of 10,000 to 10: own time", 1.1, own("fleet", "podgate-many", "podgate-few")),
                Goal.least("Fleet of 10,000 to 128: requests/s", 0.9, pace("updates", "podgate-many", "podgate")),
                Goal.most("Fleet of 10,000 to 128: CPU a request", 1.1, cpu("updates", "podgate-many", "podgate")),
                Goal.most("Fleet of 10,000 to 128: own time to deny", 1.1, own("denied", "podgate-many", "podgate")),
                Goal.least("Fleet of 10,000 to 128: reads/s", 0.9, pace("reads", "podgate-many", "podgate")),
                Goal.least("PostgreSQL: allowed updates/s", 500, postgres()),
                Goal.least("PostgreSQL: allowed updates/s, the aim", 1000, postgres()));
    }

    private double pace(String load, String target, String base) {
        return results.ratio(load, target, base, Figure.THROUGHPUT);
    }

    private double cpu(String load, String target, String base) {
        return results.ratio(load, target, base, Figure.CPU);
    }

    private double own(String load, String target, String base) {
        return results.ratio(load, target, base, Figure.OWN);
    }

    private double added(Figure figure) {
        return results.median("slow", "podgate", figure) - results.median("slow", "nginx", figure);
    }

    private double postgres() {
        return results.median("updates", "podgate-postgres", Figure.THROUGHPUT);
    }
}
