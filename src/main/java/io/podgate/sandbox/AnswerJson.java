package io.podgate.sandbox;

import io.podgate.json.Json;
import java.math.BigDecimal;

/** The part of a fault that says how it answers, as {@link FaultJson} describes it. */
final class AnswerJson {

    private static final long OVERSIZED = 128L << 20;

    private AnswerJson() {}

    static Answer read(Json.Obj said) throws Refusal {
        String kind = said.string("answer").orElse(said.members().containsKey("status") ? "status" : "truthful");
        long bytes = Docs.number(said, "bytes").map(BigDecimal::longValue).orElse(OVERSIZED);
        return switch (kind) {
            case "truthful" -> new Answer.Truthful();
            case "status" ->
                new Answer.Status(
                        Docs.integer(said, "status", 500),
                        Docs.number(said, "retryAfter").map(_ -> FaultJson.seconds(said, "retryAfter", 0)));
            case "reset" -> new Answer.Reset();
            case "silent" -> new Answer.Silent();
            case "truncated" -> new Answer.Truncated();
            case "garbage" -> new Answer.Garbage();
            case "wrong-content-type" ->
                new Answer.WrongContentType(said.string("contentType").orElse("text/html"));
            case "redirect" -> new Answer.Redirect(said.string("location").orElse("https://elsewhere.invalid/"));
            case "drip" -> new Answer.Drip(FaultJson.seconds(said, "pause", 1));
            case "endless" -> new Answer.Endless();
            case "oversized" -> new Answer.Oversized(bytes);
            case "bomb" -> new Answer.Bomb(bytes);
            default -> throw new Refusal(422, "unknown answer '" + kind + "'");
        };
    }
}
