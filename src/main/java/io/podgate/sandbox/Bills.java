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

    /** In the shape of v2's {@code ListServerlessBillingResponse}, one record a bill; other buckets than days: 400. */
    synchronized Json.Obj report(Query query, Instant now) throws Refusal {
        String bucket = query.get("bucketSize").orElse("day");
        if (!bucket.equals("day") || query.get("lastN").isPresent()) {
            throw new Refusal(400, "the sandbox keeps bills by day: bucketSize=day with startTime and endTime");
        }
        Instant start = instant(query, "startTime", now.minusSeconds(30L * 86_400));
        Instant end = instant(query, "endTime", now);
        Optional<String> only = query.get("serverlessId");
        List<Bill> due = bills.stream()
                .filter(bill -> bill.end().isAfter(start) && bill.start().isBefore(end))
                .filter(bill -> only.isEmpty() || bill.endpoint().equals(only.get()))
                .toList();
        BigDecimal total = due.stream().map(Bill::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        Json.Obj asked = Docs.object(
                "startTime", start.toString(), "endTime", end.toString(), "bucketSize", bucket, "serverlessId", only);
        Json.Obj metadata = Docs.object(
                "query", asked,
                "recordCount", due.size(),
                "totals", amounts(total),
                "uniqueServerlessCount",
                        due.stream().map(Bill::endpoint).distinct().count());
        return Docs.object("records", due.stream().map(Bills::record).toList(), "metadata", metadata);
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
