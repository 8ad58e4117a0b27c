package io.podgate.sandbox;

import io.podgate.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Faults as the control API writes them. Durations are seconds; everything may be left out.
 *
 * <pre>{@code
 * {"operations": ["update"], "endpoint": "jpnw0v75y3qoql", "times": 2, "probability": 0.1, "seed": 42,
 *  "before": 0.2, "applies": "now" | "never" | "late", "lateAfter": 3, "twist": {"workers": {"max": 9}}, "after": 0.2,
 *  "headers": {"RateLimit": "nonsense", "x-request-id": ""},
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
            "headers",
            "answer",
            "status",
            "retryAfter",
            "contentType",
            "location",
            "pause",
            "bytes");

    private FaultJson() {}

    static Fault read(Json.Obj said) throws Refusal {
        checkNames(said);
        Answer answer = AnswerJson.read(said);
        return new Fault(
                trigger(said),
                seconds(said, "before", 0),
                applying(said, answer),
                said.get("twist").filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast),
                seconds(said, "after", 0),
                answer,
                headers(Docs.child(said, "headers")));
    }

    private static void checkNames(Json.Obj said) throws Refusal {
        for (String name : said.members().keySet()) {
            if (!KNOWN.contains(name)) {
                throw new Refusal(
                        422,
                        "a fault has no member '" + name + "'; it has "
                                + KNOWN.stream().sorted().toList());
            }
        }
    }

    private static Trigger trigger(Json.Obj said) throws Refusal {
        Optional<BigDecimal> times = Docs.number(said, "times");
        long seed = Docs.number(said, "seed").map(BigDecimal::longValue).orElse(0L);
        return new Trigger(
                Set.of(operations(said)),
                said.string("endpoint"),
                times.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(times.get().intValue()),
                Docs.number(said, "probability")
                        .map(probability -> new Trigger.Chance(probability.doubleValue(), seed)));
    }

    private static Map<String, String> headers(Json.Obj headers) {
        Map<String, String> all = new LinkedHashMap<>();
        headers.members()
                .keySet()
                .forEach(name -> all.put(name, headers.string(name).orElse("")));
        return all;
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

    private static Applying applying(Json.Obj said, Answer answer) throws Refusal {
        return switch (said.string("applies").orElse("")) {
            case "" -> Fault.answering(answer).applying();
            case "now" -> new Applying.Now();
            case "never" -> new Applying.Never();
            case "late" -> new Applying.Late(seconds(said, "lateAfter", 1));
            default -> throw new Refusal(422, "applies is now, never or late");
        };
    }

    static Duration seconds(Json.Obj said, String name, long otherwise) {
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
                fault.trigger().operations().stream()
                        .map(Operation::key)
                        .sorted()
                        .toList());
        fault.trigger().endpoint().ifPresent(endpoint -> shown.put("endpoint", endpoint));
        fault.trigger().times().ifPresent(times -> shown.put("times", times));
        fault.trigger().chance().ifPresent(chance -> shown.put("probability", chance.probability()));
        fault.twist().ifPresent(twist -> shown.put("twist", twist));
        shown.put("applying", fault.applying().toString());
        shown.put("answer", fault.answer().toString());
        return (Json.Obj) Json.of(shown);
    }
}
