package io.podgate.dialect;

import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What RunPod says in its error bodies: v1's {@code message} or {@code error}, v2's {@code detail} and {@code errors}.
 */
public final class RunpodWords {

    private static final int LONGEST = 500;
    private static final List<String> NAMES = List.of("detail", "message", "error", "title");

    private RunpodWords() {}

    /** One line of at most 500 characters; empty where the body says nothing that a human could read. */
    public static Optional<String> in(byte[] body) {
        try {
            return JsonReader.read(body, Answer.MAX_DEPTH) instanceof Json.Obj(Map<String, Json> members)
                    ? said(members)
                    : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static Optional<String> said(Map<String, Json> members) {
        List<String> parts = new ArrayList<>();
        NAMES.stream()
                .map(name -> text(members.get(name)))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .ifPresent(parts::add);
        if (members.get("errors") instanceof Json.Arr(List<Json> errors)) {
            errors.stream()
                    .map(RunpodWords::text)
                    .filter(text -> !text.isEmpty())
                    .forEach(parts::add);
        }
        String all = String.join("; ", parts);
        return all.isEmpty() ? Optional.empty() : Optional.of(shortened(all));
    }

    private static String text(@Nullable Json json) {
        return json instanceof Json.Str(String value)
                ? value.replaceAll("[\\p{Cntrl}\\s]+", " ").strip()
                : "";
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
