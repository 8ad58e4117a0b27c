package io.podgate.runpod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.Deadline;
import io.podgate.admission.Errand;
import io.podgate.admission.Sighting;
import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import io.podgate.endpoint.Payload;
import io.podgate.memory.NamesFile;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was spent this month, whose it is, and how long it may be believed. */
class LiveBillsTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final String NOVEMBER = "/v2/billing/serverless?bucketSize=day&startTime=2026-11-01T00:00:00Z";

    private static final String CAPPED = """
            teams:
              - {name: vision, owns: ["name:vision-*"], budget: {month: 100}}
              - {name: batch, owns: [e2]}
            groups:
              - {name: staging, endpoints: ["name:*-staging"]}
            """;

    @TempDir
    Path dir;

    private final List<String> asked = new ArrayList<>();
    private CompletableFuture<Answer> answer = new CompletableFuture<>();
    private Instant now = START;
    private @Nullable PolicySet policy;
    private @Nullable EndpointNames names;
    private @Nullable LiveBills bills;

    @BeforeEach
    void begin() throws IOException {
        policy = policy(CAPPED);
        names = new EndpointNames(new NamesFile(dir.resolve("names.json")), () -> now);
        bills = new LiveBills(
                RunpodAddress.of(URI.create("http://127.0.0.1:1/v2")),
                new Attempts(this::send, 1, 0, Waits.SHORT, new Deaf()),
                () -> Optional.ofNullable(policy),
                names,
                Duration.ofHours(6),
                () -> now,
                () -> 0.5);
    }

    private PolicySet policy(String body) throws IOException {
        Path file = dir.resolve("policy.yaml");
        Files.writeString(file, "apiVersion: podgate/v1\nkind: PolicySet\n" + body);
        if (PolicyLoader.load(file) instanceof PolicyLoad.Loaded loaded) {
            return loaded.policy();
        }
        throw new AssertionError(PolicyLoader.load(file).toString());
    }

    private Uni<Answer> send(Exchange exchange, Errand errand) {
        asked.add(exchange.path());
        answer = new CompletableFuture<>();
        return Uni.createFrom().completionStage(answer);
    }

    private LiveBills bills() {
        return Optional.ofNullable(bills).orElseThrow();
    }

    private void shows(Sighting... fleet) {
        Optional.ofNullable(names)
                .orElseThrow()
                .note(List.of(fleet), Optional.ofNullable(policy).orElseThrow());
    }

    private void refresh() {
        bills().refresh(Deadline.in(Duration.ofMinutes(1))).subscribe().with(done -> {});
    }

    private void answered(String body) {
        answer.complete(new Answer(
                200,
                MultiMap.caseInsensitiveMultiMap(),
                Payload.of(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8))));
    }

    private static String bill(String id, String day, String amount) {
        return "{'serverlessId':'" + id + "','startTime':'" + day + "T00:00:00Z','totalAmount':" + amount + "}";
    }

    private static String records(String... bills) {
        return "{'records':[" + String.join(",", bills) + "]}";
    }

    private void read(String... records) {
        refresh();
        answered(records(records));
    }

    private Spending spending() {
        return bills().spending().orElseThrow();
    }

    private void wait(Duration time) {
        now = now.plus(time);
    }

    @Test
    void this_months_bills_are_summed_and_attributed() {
        shows(Sightings.named("e1", "vision-ocr"), Sightings.named("e3", "vision-staging"));
        read(
                bill("e1", "2026-11-01", "40.10"),
                bill("e1", "2026-11-02", "1.05"),
                bill("e2", "2026-11-02", "3"),
                bill("e3", "2026-11-02", "0.5"),
                bill("nobodys", "2026-11-02", "2"));
        assertEquals(List.of(NOVEMBER), asked);
        assertEquals(Money.of("41.65"), spending().of("team/vision"));
        assertEquals(Money.of("3"), spending().of("team/batch"));
        assertEquals(Money.of("0.5"), spending().of("group/staging"));
        assertEquals(Money.of("46.65"), spending().of("account"));
        assertEquals(START, spending().asOf());
        assertTrue(bills().fresh());
    }

    @Test
    void days_of_other_months_do_not_count_whatever_RunPod_sends() {
        shows();
        read(bill("e2", "2026-10-31", "70"), bill("e2", "2026-12-01", "70"), "{'serverlessId':'e2','totalAmount':1}");
        assertEquals(Money.of("1"), spending().of("team/batch"));
    }

    @Test
    void a_deleted_endpoints_spending_stays_with_the_team_that_owned_it() {
        shows(Sightings.named("e1", "vision-ocr"));
        shows();
        read(bill("e1", "2026-11-02", "7"));
        assertEquals(Money.of("7"), spending().of("team/vision"));
    }

    @Test
    void nothing_is_read_before_it_can_be_known_what_endpoints_are_called() {
        refresh();
        assertEquals(List.of(), asked);
        assertFalse(bills().fresh());
        shows();
        refresh();
        assertEquals(1, asked.size());
    }

    @Test
    void nothing_is_read_where_no_budget_caps_a_month() throws IOException {
        policy = policy("teams:\n  - {name: vision, owns: [e1], budget: {burnRate: 5}}\n");
        shows();
        refresh();
        assertEquals(List.of(), asked);
        policy = policy("""
                teams: [{name: vision, owns: [e1]}]
                groups: [{name: all, endpoints: ["name:*"], budget: {month: 5}}]
                """);
        refresh();
        assertEquals(List.of(NOVEMBER), asked);
    }

    @Test
    void what_nobody_asks_for_any_more_is_dropped_and_read_again_once_somebody_does() throws IOException {
        shows();
        read();
        PolicySet capped = policy;
        policy = policy("teams: [{name: vision, owns: [e1]}]\n");
        refresh();
        assertEquals(Optional.empty(), bills().read());
        policy = capped;
        refresh();
        assertEquals(2, asked.size());
    }

    @Test
    void another_policy_attributes_the_same_reading_anew() throws IOException {
        shows(Sightings.named("e1", "vision-ocr"));
        read(bill("e1", "2026-11-02", "7"));
        assertSame(spending(), spending());
        policy = policy("teams:\n  - {name: research, owns: [e1], budget: {month: 5}}\n");
        assertEquals(Money.of("7"), spending().of("team/research"));
        assertEquals(Money.ZERO, spending().of("team/vision"));
        assertEquals(1, asked.size());
    }

    @Test
    void a_candidate_is_told_whose_the_bills_would_be_by_it() throws IOException {
        shows(Sightings.named("e1", "vision-ocr"));
        PolicySet candidate = policy("teams:\n  - {name: research, owns: [e1], budget: {month: 5}}\n");
        assertEquals(Optional.empty(), bills().spending(candidate));
        read(bill("e1", "2026-11-02", "7"));
        assertEquals(Money.of("7"), bills().spending(candidate).orElseThrow().of("team/research"));
        assertEquals(Money.of("7"), spending().of("team/vision"));
    }

    @Test
    void a_renamed_endpoint_takes_its_spending_along() {
        shows(Sightings.named("e1", "other"));
        read(bill("e1", "2026-11-02", "7"));
        assertEquals(Money.ZERO, spending().of("team/vision"));
        shows(Sightings.named("e1", "vision-ocr"));
        assertEquals(Money.of("7"), spending().of("team/vision"));
    }

    @Test
    void bills_are_read_every_five_minutes_and_by_one_at_a_time() {
        shows();
        refresh();
        wait(Duration.ofMinutes(10));
        refresh();
        assertEquals(1, asked.size());
        answered(records());
        refresh();
        assertEquals(2, asked.size());
        answered(records());
        wait(Duration.ofSeconds(299));
        refresh();
        assertEquals(2, asked.size());
        wait(Duration.ofSeconds(1));
        refresh();
        assertEquals(3, asked.size());
    }

    @Test
    void while_nothing_is_known_they_are_asked_for_every_half_minute() {
        shows();
        refresh();
        answer.completeExceptionally(new ExchangeFailure.TimedOut("no answer in time"));
        wait(Duration.ofSeconds(29));
        refresh();
        assertEquals(1, asked.size());
        wait(Duration.ofSeconds(1));
        refresh();
        assertEquals(2, asked.size());
    }

    @Test
    void a_failure_leaves_the_last_figure_in_place_until_it_is_too_old() {
        shows();
        read(bill("e2", "2026-11-02", "3"));
        wait(Duration.ofHours(6).minusSeconds(1));
        refresh();
        answer.completeExceptionally(new ExchangeFailure.Cut("broken"));
        assertTrue(bills().fresh());
        wait(Duration.ofSeconds(1));
        assertFalse(bills().fresh());
        assertEquals(Money.of("3"), spending().of("team/batch"));
        assertEquals(START, spending().asOf());
    }

    @Test
    void an_answer_that_cannot_be_read_is_a_failure() {
        shows();
        read("{'serverlessId':'e2'}");
        assertFalse(bills().fresh());
        assertEquals(Optional.empty(), bills().spending());
    }

    @Test
    void last_months_reading_is_not_this_months_and_is_replaced_at_once() {
        now = Instant.parse("2026-11-30T23:59:59Z");
        shows();
        read(bill("e2", "2026-11-02", "3"));
        assertTrue(bills().fresh());
        wait(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), bills().spending());
        assertFalse(bills().fresh());
        read();
        assertEquals("/v2/billing/serverless?bucketSize=day&startTime=2026-12-01T00:00:00Z", asked.getLast());
        assertEquals(Money.ZERO, spending().of("team/batch"));
        assertTrue(bills().fresh());
    }

    @Test
    void a_new_month_that_cannot_be_read_is_not_asked_for_all_the_time() {
        now = Instant.parse("2026-11-30T23:59:59Z");
        shows();
        read();
        wait(Duration.ofSeconds(1));
        refresh();
        answer.completeExceptionally(new ExchangeFailure.TimedOut("no answer in time"));
        wait(Duration.ofSeconds(2));
        refresh();
        assertEquals(2, asked.size());
    }
}
