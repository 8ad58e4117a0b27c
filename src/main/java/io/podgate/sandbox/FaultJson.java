package io.podgate.sandbox;

import io.podgate.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Faults as the control API writes them. Durations are seconds; everything may be left out.
 *
 * <pre>{@code
 * {"operations": ["update"], "endpoint": "jpnw0v75y3qoql", "times": 2, "probability": 0.1, "seed": 42,
 *  "before": 0.2, "applies": "now" | "never" | "late", "lateAfter": 3, "twist": {"workers": {"max": 9}}, "after": 0.2,
 *  "answer": "truthful" | "status" | "reset" | "silent" | "truncated" | "garbage" | "wrong-content-type" | "redirect"
 *            | "drip" | "endless" | "oversized" | "bomb",
 *  "status": 503, "retryAfter": 5, "contentType": "text/html", "location": "…", "pause": 0.1, "bytes": 1000000}
 * }</pre>
 */
final class FaultJson {

    private static final Set<String> KNOWN = Set.of(
            "operations",
            "endpoint",
            "times",
            "probability",
            "seed",
            "before",
            "applies",
            "lateAfter",
            "twist",
            "after",
            "answer",
            "status",
            "retryAfter",
            "contentType",
            "location",
            "pause",
            "bytes");

    private FaultJson() {}

    static Fault read(Json.Obj said) throws Refusal {
        for (String name : said.members().keySet()) {
            if (!KNOWN.contains(name)) {
                throw new Refusal(
                        422,
                        "a fault has no member '" + name + "'; it has "
                                + KNOWN.stream().sorted().toList());
            }
        }
        Fault fault = Fault.answering(answer(said))
                .on(operations(said))
                .waitingBefore(seconds(said, "before", 0))
                .waitingAfter(seconds(said, "after", 0));
        fault = said.string("applies").isPresent() ? fault.applying(applying(said)) : fault;
        fault = said.string("endpoint").map(fault::of).orElse(fault);
        fault = Docs.number(said, "times")
                .map(BigDecimal::intValue)
                .map(fault::times)
                .orElse(fault);
        if (said.members().get("twist") instanceof Json.Obj twist) {
            fault = fault.withTwist(twist);
        }
        Optional<BigDecimal> probability = Docs.number(said, "probability");
        return probability.isEmpty()
                ? fault
                : fault.withChance(
                        probability.get().doubleValue(),
                        Docs.number(said, "seed").map(BigDecimal::longValue).orElse(0L));
    }

    private static Operation[] operations(Json.Obj said) throws Refusal {
        List<String> names = Docs.texts(said, "operations");
        Operation[] operations = Arrays.stream(Operation.values())
                .filter(operation -> names.contains(operation.key()))
                .toArray(Operation[]::new);
        if (operations.length < names.size()) {
            throw new Refusal(
                    422,
                    "operations are "
                            + Arrays.stream(Operation.values())
                                    .map(Operation::key)
                                    .collect(Collectors.joining(", ")));
        }
        return operations;
    }

    private static Applying applying(Json.Obj said) throws Refusal {
        return switch (said.string("applies").orElse("now")) {
            case "now" -> new Applying.Now();
            case "never" -> new Applying.Never();
            case "late" -> new Applying.Late(seconds(said, "lateAfter", 1));
            default -> throw new Refusal(422, "applies is now, never or late");
        };
    }

    private static Answer answer(Json.Obj said) throws Refusal {
        String kind = said.string("answer").orElse(said.members().containsKey("status") ? "status" : "truthful");
        long bytes = Docs.number(said, "bytes").map(BigDecimal::longValue).orElse(128L << 20);
        return switch (kind) {
            case "truthful" -> new Answer.Truthful();
            case "status" ->
                new Answer.Status(
                        Docs.integer(said, "status", 500),
                        Docs.number(said, "retryAfter").map(_ -> seconds(said, "retryAfter", 0)));
            case "reset" -> new Answer.Reset();
            case "silent" -> new Answer.Silent();
            case "truncated" -> new Answer.Truncated();
            case "garbage" -> new Answer.Garbage();
            case "wrong-content-type" ->
                new Answer.WrongContentType(said.string("contentType").orElse("text/html"));
            case "redirect" -> new Answer.Redirect(said.string("location").orElse("https://elsewhere.invalid/"));
            case "drip" -> new Answer.Drip(seconds(said, "pause", 1));
            case "endless" -> new Answer.Endless();
            case "oversized" -> new Answer.Oversized(bytes);
            case "bomb" -> new Answer.Bomb(bytes);
            default -> throw new Refusal(422, "unknown answer '" + kind + "'");
        };
    }

    private static Duration seconds(Json.Obj said, String name, long otherwise) {
        return Docs.number(said, name)
                .map(seconds -> Duration.ofMillis(seconds.movePointRight(3).longValue()))
                .orElse(Duration.ofSeconds(otherwise));
    }

    /** What an armed fault is, in a few words. */
    static Json.Obj write(String id, Fault fault) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put(
                "operations",
                fault.operations().stream().map(Operation::key).sorted().toList());
        fault.endpoint().ifPresent(endpoint -> shown.put("endpoint", endpoint));
        fault.times().ifPresent(times -> shown.put("times", times));
        fault.chance().ifPresent(chance -> shown.put("probability", chance.probability()));
        fault.twist().ifPresent(twist -> shown.put("twist", twist));
        shown.put("applying", fault.applying().toString());
        shown.put("answer", fault.answer().toString());
        return (Json.Obj) Json.of(shown);
    }
}
