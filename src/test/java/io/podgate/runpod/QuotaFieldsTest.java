package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.Payload;
import io.podgate.runpod.QuotaFields.Word;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers say of RunPod's quota, in whichever form, sense or nonsense. */
class QuotaFieldsTest {

    static Answer answer(int status, String... headers) {
        MultiMap all = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return new Answer(status, all, Payload.empty());
    }

    private static List<Word> words(String... headers) {
        return QuotaFields.of(answer(200, headers));
    }

    private static Optional<Duration> seconds(long seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }

    @Test
    void windows_are_told_with_their_policies() {
        assertEquals(
                List.of(
                        new Word("minute", OptionalLong.of(180), seconds(60), 176, seconds(1)),
                        new Word("hour", OptionalLong.empty(), seconds(3600), 7193, seconds(2701))),
                words(
                        "RateLimit", "\"minute\";r=176;t=1, \"hour\";r=7193;t=2701",
                        "RateLimit-Policy", "\"minute\";q=180;w=60"));
    }

    @Test
    void a_field_may_come_in_several_lines() {
        assertEquals(
                List.of("minute", "hour"),
                words("RateLimit", "\"minute\";r=1;t=1", "RateLimit", "\"hour\";r=2;t=9").stream()
                        .map(Word::window)
                        .toList());
    }

    @Test
    void a_name_may_be_a_token() {
        assertEquals(
                List.of(new Word("burst", OptionalLong.of(5), seconds(10), 3, Optional.empty())),
                words("RateLimit", "burst;r=3", "RateLimit-Policy", "burst;q=5;w=10"));
    }

    @Test
    void the_older_form_of_the_draft_is_one_window_without_a_name() {
        assertEquals(
                List.of(new Word("default", OptionalLong.of(60), seconds(60), 12, seconds(30))),
                words("RateLimit", "limit=60, remaining=12, reset=30", "RateLimit-Policy", "60;w=60, 1000;w=3600"));
        assertEquals(
                List.of(new Word("default", OptionalLong.empty(), Optional.empty(), 12, Optional.empty())),
                words("RateLimit", "remaining=12"));
    }

    @Test
    void no_window_begins_anew_later_than_it_is_long() {
        assertEquals(
                seconds(60),
                words("RateLimit", "\"minute\";r=0;t=999999").getFirst().reset());
        assertEquals(
                seconds(86400),
                words("RateLimit", "\"month\";r=0;t=999999999999").getFirst().reset());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "r=5",
                "\"minute\"",
                "\"minute\";r=-1;t=5",
                "\"minute\";r=\"5\"",
                "\"minute\";r=5.5",
                "\"minute\";r=5;t=1, oops=",
                "\"a b\";r=5",
                "\"\";r=5",
                "5;r=5",
                "limit=60, reset=3",
                "remaining=-3"
            })
    void nonsense_is_passed_over(String field) {
        assertEquals(List.of(), words("RateLimit", field, "RateLimit-Policy", "\"minute\";q=60;w=60"));
    }

    @Test
    void a_policy_that_cannot_be_read_is_as_if_it_were_not_there() {
        for (String policy : List.of("", "q=5", "\"minute\";q=-1;w=0", "\"minute\";q=1.5", "\"hour\";q=5;w=5")) {
            assertEquals(
                    List.of(new Word("minute", OptionalLong.empty(), seconds(60), 3, seconds(9))),
                    words("RateLimit", "\"minute\";r=3;t=9", "RateLimit-Policy", policy),
                    policy);
        }
        assertEquals(List.of(), words("RateLimit-Policy", "\"minute\";q=60;w=60"));
    }

    @Test
    void only_so_many_windows_are_believed_in() {
        StringBuilder field = new StringBuilder("w0;r=1");
        for (int i = 1; i < 20; i++) {
            field.append(", w").append(i).append(";r=1");
        }
        assertEquals(8, words("RateLimit", field.toString()).size());
    }

    @Test
    void a_wait_is_the_longer_of_retry_after_and_the_longest_exhausted_window() {
        String windows = "\"minute\";r=0;t=7, \"hour\";r=0;t=90, \"day\";r=5;t=4000";
        assertEquals(seconds(90), RetryAfter.of(answer(429, "RateLimit", windows, "Retry-After", "7")));
        assertEquals(seconds(120), RetryAfter.of(answer(429, "RateLimit", windows, "Retry-After", "120")));
        assertEquals(seconds(90), RetryAfter.of(answer(429, "RateLimit", windows)));
        assertEquals(seconds(3), RetryAfter.of(answer(429, "RateLimit", "\"minute\";r=1;t=9", "Retry-After", "3")));
        assertEquals(Optional.empty(), RetryAfter.of(answer(429, "RateLimit", "\"minute\";r=1;t=9")));
        assertEquals(seconds(60), RetryAfter.of(answer(429, "RateLimit", "\"minute\";r=0")));
    }
}
