package io.podgate.trail;

import io.podgate.admission.Intent;
import io.podgate.budget.Claim;
import io.podgate.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an intent's record has to say for whoever finds it without a result.
 *
 * @param books see {@link Intent}; empty text where the record is too old to say
 * @param before what the endpoint took of each budget line
 * @param after what it would take
 * @param mixed see {@link Intent}
 * @param holds how long after the intent the forward may have been under way
 */
public record Reservation(String books, Claim before, Claim after, boolean mixed, Duration holds) {

    static Reservation of(Intent intent) {
        return new Reservation(intent.books(), intent.before(), intent.after(), intent.mixed(), intent.holds());
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("books", books);
        members.put("before", before.byLine());
        members.put("after", after.byLine());
        if (mixed) {
            members.put("mixed", true);
        }
        members.put("holdsMillis", holds.toMillis());
        return members;
    }

    /** Empty where the record is no intent's. */
    public static Optional<Reservation> in(Json.Obj record) {
        return record.get("reservation").orElse(Json.object()) instanceof Json.Obj members
                        && members.get("holdsMillis").orElse(null) instanceof Json.Num(String millis)
                ? Optional.of(new Reservation(
                        members.string("books").orElse(""),
                        claim(members, "before"),
                        claim(members, "after"),
                        members.get("mixed").isPresent(),
                        Duration.ofMillis(new BigDecimal(millis).longValueExact())))
                : Optional.empty();
    }

    private static Claim claim(Json.Obj members, String name) {
        TreeMap<String, BigDecimal> amounts = new TreeMap<>();
        if (members.get(name).orElse(null) instanceof Json.Obj(Map<String, Json> lines)) {
            lines.forEach((line, amount) -> {
                if (amount instanceof Json.Num(String number)) {
                    amounts.put(line, new BigDecimal(number));
                }
            });
        }
        return Claim.of(amounts);
    }
}
