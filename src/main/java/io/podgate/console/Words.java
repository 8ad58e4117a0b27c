package io.podgate.console;

import io.podgate.budget.Money;
import io.podgate.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Values as people read them. */
final class Words {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter BRIEF =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration LONG_AGO = Duration.ofDays(2);
    private static final Duration HOURS = Duration.ofMinutes(90);
    private static final Duration MINUTES = Duration.ofSeconds(90);

    private static final Set<String> THROUGH = Set.of("applied", "unchanged", "replayed");
    private static final Set<String> TROUBLE = Set.of("failed", "unavailable", "unknown", "rejected");

    private Words() {}

    static String moment(Instant time) {
        return MOMENT.format(time);
    }

    static String brief(Instant time) {
        return BRIEF.format(time);
    }

    /** How long ago something was; what is to come is now. */
    static String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        return age.toSeconds() < 1 ? "just now" : span(age) + " ago";
    }

    static String span(Duration time) {
        if (time.compareTo(LONG_AGO) >= 0) {
            return time.toDays() + " d";
        }
        if (time.compareTo(HOURS) >= 0) {
            return time.toHours() + " h";
        }
        return time.compareTo(MINUTES) >= 0 ? time.toMinutes() + " min" : Math.max(0, time.toSeconds()) + " s";
    }

    static String money(BigDecimal usd) {
        return new Money(usd).toString();
    }

    static String perHour(Money rate) {
        return rate + "/h";
    }

    static String count(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    /** Whether an outcome let the update through ({@code good}), kept it back ({@code bad}), or went wrong. */
    static String tone(String outcome) {
        return THROUGH.contains(outcome) ? "good" : TROUBLE.contains(outcome) ? "trouble" : "bad";
    }

    /** A plain value in one line, without the quotes and braces that only programs need. */
    static String plain(Object value) {
        return text(Json.of(value));
    }

    /** JSON on several lines, as people read it. */
    static String pretty(Json value) {
        return pretty(value, "\n");
    }

    private static String pretty(Json value, String newLine) {
        String deeper = newLine + "  ";
        return switch (value) {
            case Json.Obj(Map<String, Json> members)
            when !members.isEmpty() ->
                members.entrySet().stream()
                        .map(member -> Json.text(member.getKey()) + ": " + pretty(member.getValue(), deeper))
                        .collect(Collectors.joining("," + deeper, "{" + deeper, newLine + "}"));
            case Json.Arr(List<Json> elements)
            when !elements.isEmpty() ->
                elements.stream()
                        .map(element -> pretty(element, deeper))
                        .collect(Collectors.joining("," + deeper, "[" + deeper, newLine + "]"));
            default -> Json.text(value);
        };
    }

    static String text(Json value) {
        return switch (value) {
            case Json.Str(String text) -> text.isEmpty() ? "none" : text;
            case Json.Num(String text) -> text;
            case Json.Bool(boolean bool) -> bool ? "yes" : "no";
            case Json.Null none -> "none";
            case Json.Arr(List<Json> elements) ->
                elements.isEmpty() ? "none" : elements.stream().map(Words::text).collect(Collectors.joining(", "));
            case Json.Obj(Map<String, Json> members) ->
                members.isEmpty()
                        ? "none"
                        : members.entrySet().stream()
                                .map(member -> member.getKey() + " " + text(member.getValue()))
                                .collect(Collectors.joining(", "));
        };
    }
}
