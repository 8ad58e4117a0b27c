package io.podgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.gateway.Profiles.InFrontOfV2;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.Operation;
import io.podgate.sandbox.Visit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many callers at once at few endpoints. A seed that failed replays what was asked, though not when. */
@QuarkusTest
@TestProfile(InFrontOfV2.class)
class ConcurrencyTest extends GatewayTest {

    private static final int UPDATES = 240;
    private static final int CALLERS = 12;

    @Test
    void what_stands_in_the_end_is_what_was_answered_last() {
        long seed = Objects.requireNonNullElseGet(Long.getLong("podgate.seed"), System::nanoTime);
        List<String> ids =
                IntStream.range(0, 3).mapToObj(i -> endpoint("vision")).toList();
        Random random = new Random(seed);
        List<int[]> asked = IntStream.range(0, UPDATES)
                .mapToObj(i -> new int[] {random.nextInt(ids.size()), random.nextInt(11)})
                .toList();
        Map<String, String> answers = new ConcurrentHashMap<>();
        together(CALLERS, caller -> {
            for (int i = caller; i < UPDATES; i += CALLERS) {
                String id = ids.get(asked.get(i)[0]);
                int max = asked.get(i)[1];
                Response answer = patch(VISION, "/v2/serverless/" + id, "{\"workers\":{\"max\":" + max + "}}");
                assertEquals(200, answer.statusCode(), "seed " + seed + ": " + answer.asString());
                assertEquals(max, answer.<Integer>path("workers.max"), "seed " + seed);
                answers.put(answer.header("Podgate-Decision-Id"), answer.header("Podgate-Outcome"));
            }
            return caller;
        });
        assertEquals(UPDATES, answers.size());
        assertEquals(
                patches().size(),
                answers.values().stream().filter("applied"::equals).count());
        List<Visit> all = patches();
        for (String id : ids) {
            List<Visit> sent = all.stream().filter(v -> v.path().endsWith(id)).toList();
            assertTrue(sent.stream().allMatch(Visit::applied), "seed " + seed);
            Integer last = get(VISION, "/v2/serverless/" + id).path("workers.max");
            assertEquals("{\"workers\":{\"max\":" + last + "}}", sent.getLast().body(), "seed " + seed);
            sandbox().forgetRequests();
            patch(VISION, "/v2/serverless/" + id + "?dryRun=true", "{\"workers\":{\"max\":" + (last + 1) % 10 + "}}")
                    .then()
                    .body("before.workersMax", org.hamcrest.Matchers.is(last));
            assertEquals(0, visits("GET").size(), "the snapshot knew it");
        }
    }

    @Test
    void equal_updates_at_once_are_sent_once_and_looked_for_by_nobody() {
        String id = endpoint("vision");
        get(VISION, "/v2/serverless/" + id);
        sandbox().forgetRequests();
        harm(Fault.answering(new Answer.Truthful()).on(Operation.UPDATE).waitingAfter(Duration.ofMillis(500)));
        Map<String, Integer> outcomes = new ConcurrentHashMap<>();
        together(CALLERS, caller -> {
            Response answer = patch(VISION, "/v2/serverless/" + id, "{\"workers\":{\"max\":7}}");
            assertEquals(7, answer.<Integer>path("workers.max"), answer::asString);
            return outcomes.merge(answer.header("Podgate-Outcome"), 1, Integer::sum);
        });
        assertEquals(Map.of("applied", 1, "unchanged", CALLERS - 1), outcomes);
        assertEquals(1, patches().size());
        assertEquals(0, visits("GET").size());
    }
}
