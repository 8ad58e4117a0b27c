package io.podgate.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.admission.DecisionLog.Entry;
import io.podgate.admission.DecisionLog.Page;
import io.podgate.admission.DecisionLog.Query;
import io.podgate.ledger.Moments;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files say about decisions. */
class FileLogTest {

    @TempDir
    private Path directory = Path.of("");

    private final Moments clock = new Moments();
    private final Set<String> pending = new HashSet<>();
    private final Chain chain = new Chain("a", Chain.NOTHING_BEFORE);

    private TrailFiles files() {
        return TrailFiles.at(directory.resolve("audit.jsonl"));
    }

    private FileLog log() {
        return new FileLog(files(), pending::contains);
    }

    private void write(String phase, int number, String team, String outcome) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("time", clock.instant().toString());
        members.put("decisionId", "decision-" + number);
        members.put("team", team);
        members.put("endpointId", "endpoint-" + number % 3);
        if (phase.equals("result")) {
            members.put("outcome", outcome);
        }
        write(TrailRecord.of("decision", phase, members));
    }

    private void write(TrailRecord record) throws IOException {
        try (TrailFile file = new TrailFile(files(), 1_500, clock)) {
            file.open();
            Chain.Group group = chain.place(List.of(record));
            file.append(group.texts());
            chain.advance(group);
        }
        clock.pass(Duration.ofSeconds(1));
    }

    private void twenty() throws IOException {
        for (int number = 0; number < 20; number++) {
            write("intent", number, number % 2 == 0 ? "vision" : "speech", "");
            write("result", number, number % 2 == 0 ? "vision" : "speech", number % 5 == 0 ? "failed" : "applied");
        }
    }

    private static <T> T now(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private static Query all(int limit) {
        return Query.newest(limit);
    }

    private static Query of(String team, String outcome) {
        return new Query(
                Optional.of(team),
                Optional.empty(),
                Optional.of(outcome),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100);
    }

    private static List<String> ids(Page page) {
        return page.entries().stream().map(Entry::decisionId).toList();
    }

    private static List<String> decisions(int... numbers) {
        return IntStream.of(numbers).mapToObj(number -> "decision-" + number).toList();
    }

    @Test
    void a_decision_is_its_result_and_its_intent_where_it_has_none() throws IOException {
        twenty();
        write("intent", 20, "vision", "");
        Entry ended = now(log().byId("decision-3")).orElseThrow();
        assertEquals(Optional.of("speech"), ended.team());
        assertTrue(text(ended).contains("\"phase\":\"result\""), text(ended));
        assertTrue(text(now(log().byId("decision-20")).orElseThrow()).contains("\"phase\":\"intent\""));
        assertEquals(Optional.empty(), now(log().byId("decision-99")));
        assertEquals(Optional.empty(), now(log().byId("decision-")));
    }

    private static String text(Entry entry) {
        return new String(entry.text().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void the_newest_come_first_and_each_once() throws IOException {
        twenty();
        assertTrue(files().rotated().size() > 2);
        Page page = now(log().find(all(100)));
        assertEquals(
                IntStream.range(0, 20).mapToObj(i -> "decision-" + (19 - i)).toList(), ids(page));
        assertEquals(Optional.empty(), page.next());
    }

    @Test
    void pages_follow_each_other_though_more_is_written_and_files_are_rotated_meanwhile() throws IOException {
        twenty();
        List<String> seen = new ArrayList<>();
        Query query = all(3);
        int more = 100;
        for (Optional<Page> page = Optional.of(now(log().find(query)));
                page.isPresent();
                page = page.get().next().map(cursor -> now(log().find(query.from(Optional.of(cursor)))))) {
            seen.addAll(ids(page.get()));
            for (int i = 0; i < 4; i++) {
                write("result", more++, "vision", "applied");
            }
        }
        assertEquals(
                IntStream.range(0, 20).mapToObj(i -> "decision-" + (19 - i)).toList(), seen);
    }

    @Test
    void a_page_that_is_just_full_is_the_last() throws IOException {
        twenty();
        assertEquals(Optional.empty(), now(log().find(all(20))).next());
        assertTrue(now(log().find(all(19))).next().isPresent());
    }

    @Test
    void filters_hold_together() throws IOException {
        twenty();
        assertEquals(decisions(10, 0), ids(now(log().find(of("vision", "failed")))));
        assertEquals(decisions(15, 5), ids(now(log().find(of("speech", "failed")))));
        assertEquals(List.of(), ids(now(log().find(of("nobody", "failed")))));
        Query endpoint = new Query(
                Optional.empty(),
                Optional.of("endpoint-1"),
                Optional.empty(),
                Optional.of(clock.instant().minusSeconds(14)),
                Optional.empty(),
                Optional.empty(),
                100);
        assertEquals(decisions(19, 16, 13), ids(now(log().find(endpoint))));
        Query earlier = new Query(
                Optional.empty(),
                Optional.of("endpoint-1"),
                Optional.empty(),
                Optional.of(clock.instant().minusSeconds(14)),
                Optional.of(clock.instant().minusSeconds(7)),
                Optional.empty(),
                100);
        assertEquals(decisions(13), ids(now(log().find(earlier))));
    }

    @Test
    void what_waited_in_the_spool_does_not_hide_what_is_older_in_the_file() throws IOException {
        write("result", 1, "vision", "applied");
        Map<String, Object> late = new LinkedHashMap<>();
        late.put("time", clock.instant().minus(Duration.ofHours(5)).toString());
        late.put("decisionId", "decision-2");
        late.put("outcome", "applied");
        write(TrailRecord.of("decision", "result", late).flagged("spooled"));
        write("result", 3, "vision", "applied");
        Query recent = Query.newest(10).since(clock.instant().minus(Duration.ofHours(1)));
        assertEquals(decisions(3, 1), ids(now(log().find(recent))));
    }

    @Test
    void an_intent_is_shown_as_long_as_nobody_knows_what_came_of_it() throws IOException {
        write("intent", 1, "vision", "");
        write("intent", 2, "vision", "");
        pending.add("decision-2");
        assertEquals(decisions(2), ids(now(log().find(all(10)))));
        assertEquals(decisions(2), ids(now(log().find(of("vision", "unknown")))));
        assertEquals(List.of(), ids(now(log().find(of("vision", "applied")))));
    }

    @Test
    void other_kinds_of_records_are_no_decisions() throws IOException {
        write(TrailRecord.of("policy", "result", Map.of("decisionId", "decision-1", "outcome", "applied")));
        assertEquals(List.of(), ids(now(log().find(all(10)))));
        assertEquals(Optional.empty(), now(log().byId("decision-1")));
    }

    @Test
    void a_cursor_that_is_none_or_whose_file_is_gone_leads_nowhere() throws IOException {
        twenty();
        for (String cursor : List.of("", "x", "!!", "bm8", "bm86MTA")) {
            assertEquals(new Page(List.of(), Optional.empty()), now(log().find(all(3).from(Optional.of(cursor)))));
        }
        Query query = all(8);
        Page page = now(log().find(query));
        for (TrailFiles.Rotated file : files().rotated()) {
            Files.delete(file.path());
        }
        assertEquals(List.of(), ids(now(log().find(query.from(page.next())))));
    }

    @Test
    void where_nothing_was_written_there_is_nothing() {
        assertEquals(new Page(List.of(), Optional.empty()), now(log().find(all(3))));
    }

    @Test
    void lines_of_every_length_are_read_backwards_as_they_are_forwards() throws IOException {
        List<String> texts = Stream.of(0, 1, 65_535, 65_536, 65_537, 3, 200_000, 0, 0, 131_072, 7)
                .map("x"::repeat)
                .toList();
        Path file = Files.writeString(directory.resolve("lines"), String.join("\n", texts) + "\ntorn");
        List<String> read = new ArrayList<>();
        try (var channel = FileChannel.open(file)) {
            Lines lines = Lines.backFrom(channel, channel.size());
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                read.addFirst(new String(line.get().text(), StandardCharsets.UTF_8));
            }
        }
        assertEquals(texts, read);
    }

    @Test
    void what_is_no_decision_is_not_among_them() throws IOException {
        write("result", 1, "vision", "applied");
        write(TrailRecord.of(
                "settle",
                "event",
                Map.of("time", clock.instant().toString(), "decisionId", "decision-1", "team", "vision")));
        write(TrailRecord.of("policy", "event", Map.of("time", clock.instant().toString(), "policyRevision", "one")));
        assertEquals(1, now(log().find(all(10))).entries().size());
        assertTrue(now(log().byId("decision-1"))
                .map(Entry::text)
                .map(text -> new String(text.bytes(), StandardCharsets.UTF_8))
                .orElseThrow()
                .startsWith("{\"kind\":\"decision\""));
        assertTrue(ChainCheck.check(files().current()) instanceof ChainCheck.Report.Whole);
    }
}
