package io.podgate.runpod;

import io.podgate.runpod.StructuredFields.Item;
import io.podgate.runpod.StructuredFields.Value;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer's {@code RateLimit} and {@code RateLimit-Policy} say of RunPod's quota: {@code "minute";r=176;t=1,
 * "hour";r=7193;t=2701} and {@code "minute";q=180;w=60}. The older form of the IETF's draft, {@code limit=60,
 * remaining=12, reset=30} and {@code 60;w=60}, is understood as well. What makes no sense is passed over.
 */
final class QuotaFields {

    static final String RATE_LIMIT = "ratelimit";
    static final String POLICY = "ratelimit-policy";

    /** No word is believed for longer. */
    static final Duration LONGEST = Duration.ofDays(1);

    /** Windows in one answer; those beyond are passed over. */
    static final int MOST = 8;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final String UNNAMED = "default";

    private QuotaFields() {}

    /**
     * One window as RunPod tells it.
     *
     * @param limit requests a window; empty where it is not told
     * @param length of the whole window; empty where it is neither told nor in its name
     * @param reset until it begins anew; empty where it is not told
     */
    record Word(
            String window, OptionalLong limit, Optional<Duration> length, long remaining, Optional<Duration> reset) {}

    /** In the answer's order; empty where nothing is told, or nothing that can be understood. */
    static List<Word> of(Answer answer) {
        MultiMap headers = answer.headers();
        if (headers.get(RATE_LIMIT) == null) {
            return List.of();
        }
        String said = String.join(", ", headers.getAll(RATE_LIMIT));
        List<Item> policy =
                StructuredFields.list(String.join(", ", headers.getAll(POLICY))).orElse(List.of());
        return StructuredFields.list(said)
                .map(items -> words(items, policy))
                .or(() -> StructuredFields.dictionary(said).map(entries -> older(entries, policy)))
                .orElse(List.of());
    }

    /** Until the exhausted window that takes longest begins anew; empty where none is exhausted. */
    static Optional<Duration> exhausted(Answer answer) {
        return of(answer).stream()
                .filter(word -> word.remaining() == 0)
                .flatMap(word -> word.reset().or(word::length).stream())
                .max(Duration::compareTo);
    }

    private static List<Word> words(List<Item> items, List<Item> policy) {
        List<Word> words = new ArrayList<>();
        for (Item item : items) {
            Optional<String> name = name(item);
            OptionalLong remaining = number(item.parameters().get("r"));
            if (name.isPresent() && remaining.isPresent() && words.size() < MOST) {
                Optional<Item> rule =
                        policy.stream().filter(each -> name(each).equals(name)).findFirst();
                words.add(word(
                        name.get(),
                        rule,
                        remaining.getAsLong(),
                        time(item.parameters().get("t"))));
            }
        }
        return words;
    }

    private static Word word(String name, Optional<Item> rule, long remaining, Optional<Duration> reset) {
        OptionalLong limit =
                rule.map(each -> number(each.parameters().get("q"))).orElse(OptionalLong.empty());
        Optional<Duration> length = rule.flatMap(each -> time(each.parameters().get("w")))
                .filter(Duration::isPositive)
                .or(() -> lengthOf(name));
        return new Word(name, limit, length, remaining, reset.map(time -> atMost(time, length)));
    }

    /** No window begins anew later than it is long. */
    private static Duration atMost(Duration reset, Optional<Duration> length) {
        return length.filter(whole -> whole.compareTo(reset) < 0).orElse(reset);
    }

    private static List<Word> older(Map<String, Item> entries, List<Item> policy) {
        OptionalLong remaining = number(entries, "remaining");
        if (remaining.isEmpty()) {
            return List.of();
        }
        OptionalLong limit = number(entries, "limit");
        Optional<Duration> length = policy.stream()
                .filter(each -> number(each.value()).equals(limit))
                .flatMap(each -> time(each.parameters().get("w")).stream())
                .filter(Duration::isPositive)
                .findFirst();
        Optional<Duration> reset = Optional.ofNullable(entries.get("reset"))
                .flatMap(item -> time(item.value()))
                .map(time -> atMost(time, length));
        return List.of(new Word(UNNAMED, limit, length, remaining.getAsLong(), reset));
    }

    private static OptionalLong number(Map<String, Item> entries, String key) {
        Item item = entries.get(key);
        return item == null ? OptionalLong.empty() : number(item.value());
    }

    private static Optional<String> name(Item item) {
        return switch (item.value()) {
            case Value.Text(String text) when NAME.matcher(text).matches() -> Optional.of(text);
            case Value.Token(String token) when NAME.matcher(token).matches() -> Optional.of(token);
            default -> Optional.empty();
        };
    }

    private static OptionalLong number(@Nullable Value value) {
        return value instanceof Value.Whole(long number) && number >= 0
                ? OptionalLong.of(number)
                : OptionalLong.empty();
    }

    private static Optional<Duration> time(@Nullable Value value) {
        OptionalLong seconds = number(value);
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.min(seconds.getAsLong(), LONGEST.toSeconds())));
    }

    private static Optional<Duration> lengthOf(String name) {
        return switch (name) {
            case "second" -> Optional.of(Duration.ofSeconds(1));
            case "minute" -> Optional.of(Duration.ofMinutes(1));
            case "hour" -> Optional.of(Duration.ofHours(1));
            case "day" -> Optional.of(Duration.ofDays(1));
            default -> Optional.empty();
        };
    }
}
