package io.podgate.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON in, JSON out. */
final class Negotiation {

    private static final Pattern JSON_BODY =
            Pattern.compile("application/json(\\s*;\\s*charset\\s*=\\s*\"?utf-8\"?)?\\s*", Pattern.CASE_INSENSITIVE);

    private Negotiation() {}

    /** Whether the body says that it is JSON. */
    static Optional<Problem> ofBody(Call call) {
        return call.header("Content-Type")
                        .filter(type -> JSON_BODY.matcher(type).matches())
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE, "send Content-Type: application/json, in UTF-8"));
    }

    /** Whether the caller can do with JSON. */
    static Optional<Problem> ofAnswer(Call call) {
        return call.header("Accept").map(Negotiation::admitsJson).orElse(true)
                ? Optional.empty()
                : Optional.of(Problem.of(ProblemType.NOT_ACCEPTABLE, "answers here are application/json"));
    }

    private static boolean admitsJson(String accept) {
        String ranges = accept.toLowerCase(Locale.ROOT);
        return ranges.contains("*/*") || ranges.contains("application/*") || ranges.contains("json");
    }
}
