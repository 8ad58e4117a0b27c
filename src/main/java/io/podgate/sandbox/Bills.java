package io.podgate.sandbox;

import io.podgate.json.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Money really spent, day by day (UTC); outlives the endpoints that spent it. */
final class Bills {

    private static final String DAY = "day";

    private record Bill(LocalDate day, String endpoint, BigDecimal amount) {

        private Instant start() {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        private Instant end() {
            return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    private final List<Bill> bills = new ArrayList<>();

    synchronized void add(LocalDate day, String endpoint, BigDecimal amount) {
        bills.add(new Bill(day, endpoint, amount));
    }

    /** What a query asks for. */
    private record Window(Instant start, Instant end, Optional<String> endpoint) {

        private static Window of(Query query, String endpoint, Instant now) throws Refusal {
            if (!query.get("bucketSize").orElse(DAY).equals(DAY)
                    || query.get("lastN").isPresent()) {
                throw new Refusal(400, "the sandbox keeps bills by day: bucketSize=day with startTime and endTime");
            }
            Instant start = instant(query, "startTime", now.minusSeconds(30L * 86_400));
            return new Window(start, instant(query, "endTime", now), query.get(endpoint));
        }

        private boolean has(Bill bill) {
            return bill.end().isAfter(start)
                    && bill.start().isBefore(end)
                    && (endpoint.isEmpty() || bill.endpoint().equals(endpoint.get()));
        }
    }

    /** In the shape of v1's {@code BillingRecords}, one record a bill; other buckets or groups are a 400. */
    synchronized List<Json.Obj> v1(Query query, Instant now) throws Refusal {
        if (!query.get("grouping").orElse("endpointId").equals("endpointId")) {
            throw new Refusal(400, "the sandbox keeps bills by endpoint: grouping=endpointId");
        }
        return due(Window.of(query, "endpointId", now)).stream()
                .map(bill -> Docs.object(
                        "amount", bill.amount(),
                        "endpointId", bill.endpoint(),
                        "time", bill.start().toString()))
                .toList();
    }

    /** In the shape of v2's {@code ListServerlessBillingResponse}, one record a bill; other buckets are a 400. */
    synchronized Json.Obj v2(Query query, Instant now) throws Refusal {
        Window window = Window.of(query, "serverlessId", now);
        List<Bill> due = due(window);
        BigDecimal total = due.stream().map(Bill::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        Json.Obj asked = Docs.object(
                "startTime", window.start().toString(),
                "endTime", window.end().toString(),
                "bucketSize", DAY,
                "serverlessId", window.endpoint());
        Json.Obj metadata = Docs.object(
                "query", asked,
                "recordCount", due.size(),
                "totals", amounts(total),
                "uniqueServerlessCount",
                        due.stream().map(Bill::endpoint).distinct().count());
        return Docs.object("records", due.stream().map(Bills::record).toList(), "metadata", metadata);
    }

    private List<Bill> due(Window window) {
        return bills.stream().filter(window::has).toList();
    }

    private static Json.Obj record(Bill bill) {
        Json.Obj when = Docs.object(
                "startTime", bill.start().toString(),
                "endTime", bill.end().toString(),
                "serverlessId", bill.endpoint());
        return Docs.merge(when, amounts(bill.amount()));
    }

    private static Json.Obj amounts(BigDecimal total) {
        return Docs.object("totalAmount", total, "gpuAmount", total, "cpuAmount", 0, "diskAmount", 0, "feeAmount", 0);
    }

    private static Instant instant(Query query, String name, Instant otherwise) throws Refusal {
        try {
            return query.get(name).map(Instant::parse).orElse(otherwise);
        } catch (DateTimeException e) {
            throw new Refusal(422, name + " must be an RFC 3339 time");
        }
    }
}
