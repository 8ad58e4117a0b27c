package io.podgate.http;

import io.podgate.admission.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON in, JSON out. */
final class Negotiation {

    private static final Pattern JSON_BODY =
            Pattern.compile("application/json(\\s*;\\s*charset\\s*=\\s*\"?utf-8\"?)?\\s*", Pattern.CASE_INSENSITIVE);

    private Negotiation() {}

    /** Whether the body says that it is JSON, as it stands. */
    static Optional<Outcome.Refused> ofBody(Call call) {
        if (!call.header("Content-Type")
                .filter(type -> JSON_BODY.matcher(type).matches())
                .isPresent()) {
            return refused("send Content-Type: application/json, in UTF-8");
        }
        return ofEncoding(call);
    }

    /** Whether the body says that it stands as it is. */
    static Optional<Outcome.Refused> ofEncoding(Call call) {
        return values(call, "Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase)
                ? Optional.empty()
                : refused("send the body as it stands, without Content-Encoding");
    }

    private static Optional<Outcome.Refused> refused(String detail) {
        return Optional.of(new Outcome.Refused(Outcome.Flaw.LANGUAGE, detail));
    }

    /**
     * Whether the caller can do with JSON. What is most like {@code application/json} in {@code Accept} counts (RFC
     * 9110, 12.5.1); who names {@code application/problem+json} alone is taken to read both.
     */
    static Optional<Outcome.Refused> ofAnswer(Call call) {
        List<String> accepted = values(call, "Accept");
        if (accepted.isEmpty()) {
            return Optional.empty();
        }
        List<MediaRange> ranges = accepted.stream().map(MediaRange::of).toList();
        boolean admitsJson = MediaRange.admit(ranges, "application", "json")
                .or(() -> MediaRange.admit(ranges, "application", "problem+json"))
                .orElse(false);
        return admitsJson
                ? Optional.empty()
                : Optional.of(new Outcome.Refused(Outcome.Flaw.ANSWER, "answers here are application/json"));
    }

    /** What a header lists, be it one header or several. */
    private static List<String> values(Call call, String header) {
        List<String> lines = call.http().headers().getAll(header);
        if (lines.isEmpty()) {
            return lines;
        }
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
