package io.podgate.dialect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads RunPod's bills, whose records both dialects have in the same form under other names.
 *
 * @param path below the base URL, up to the query's parameters that both dialects have
 * @param list the member that holds the records; the empty string where they are the answer itself
 * @param endpoint the member of a record that says whose the bill is
 * @param since the member that says when its day began
 * @param amount the member that says how much it is
 */
record Billing(String path, String list, String endpoint, String since, String amount) {

    /** By the day, since midnight of the first of the month, UTC. */
    String pathSince(YearMonth month) {
        return path + "bucketSize=day&startTime=" + month.atDay(1) + "T00:00:00Z";
    }

    List<Billed> read(byte[] answer) throws GarbledAnswer {
        List<Billed> bills = new ArrayList<>();
        for (Answer bill : Answer.list(answer, list)) {
            bills.add(new Billed(due(bill.text(endpoint), endpoint), time(bill), due(bill.number(amount), amount)));
        }
        return bills;
    }

    private Optional<Instant> time(Answer bill) throws GarbledAnswer {
        Optional<String> text = bill.text(since);
        try {
            return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            throw new GarbledAnswer("a bill's " + since + " is no RFC 3339 time");
        }
    }

    private static <T> T due(Optional<T> member, String name) throws GarbledAnswer {
        return member.orElseThrow(() -> new GarbledAnswer("a bill has no " + name));
    }
}
