package io.podgate.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.trail.ChainCheck.Part;
import io.podgate.trail.ChainCheck.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a chain is whole, and where it is not. */
class ChainCheckTest {

    @TempDir
    private Path directory = Path.of("");

    private static List<String> grown(Chain chain, int count) {
        Chain.Group group = chain.place(IntStream.range(0, count)
                .mapToObj(number -> TrailRecord.of("decision", "result", Map.of("number", number)))
                .toList());
        chain.advance(group);
        return new ArrayList<>(group.texts().stream()
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .toList());
    }

    private Report check(List<String> lines) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (String line : lines) {
            text.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return check(text.toByteArray());
    }

    private Report check(byte[] text) throws IOException {
        return ChainCheck.check(Files.write(directory.resolve("audit.jsonl"), text));
    }

    private void assertBroken(long line, String detail, List<String> lines) throws IOException {
        Report.Broken broken = assertInstanceOf(Report.Broken.class, check(lines));
        assertEquals(line, broken.line());
        assertTrue(broken.detail().contains(detail), broken.detail());
    }

    @Test
    void a_chain_is_whole_as_it_was_written() throws IOException {
        Chain chain = new Chain("a", Chain.NOTHING_BEFORE);
        List<String> lines = grown(chain, 3);
        lines.addAll(grown(chain, 2));
        assertEquals(new Report.Whole(List.of(new Part("a", 1, 5, chain.head(), false))), check(lines));
        assertEquals(new Report.Whole(List.of()), check(List.of()));
    }

    @Test
    void a_restart_begins_another_chain_behind_the_last_head() throws IOException {
        Chain first = new Chain("a", Chain.NOTHING_BEFORE);
        List<String> lines = grown(first, 3);
        Chain second = new Chain("b", first.head());
        lines.addAll(grown(second, 2));
        assertEquals(
                new Report.Whole(
                        List.of(new Part("a", 1, 3, first.head(), false), new Part("b", 1, 2, second.head(), false))),
                check(lines));
        lines.remove(2);
        assertBroken(3, "at the beginning of chain b", lines);
        lines.remove(2);
        assertBroken(3, "chain b begins at seq 2 and not at 1", lines);
    }

    @Test
    void a_rotated_file_begins_in_the_middle() throws IOException {
        Chain chain = new Chain("a", Chain.NOTHING_BEFORE);
        grown(chain, 3);
        assertEquals(new Report.Whole(List.of(new Part("a", 4, 5, head(chain), true))), check(grown(chain, 2)));
    }

    @Test
    void a_chain_whose_forerunner_is_not_there_says_so() throws IOException {
        Chain first = new Chain("a", Chain.NOTHING_BEFORE);
        List<String> lines = grown(first, 3);
        Chain second = new Chain("b", first.head());
        lines.addAll(grown(second, 2));
        assertEquals(new Report.Whole(List.of(new Part("b", 1, 2, second.head(), true))), check(lines.subList(3, 5)));
    }

    private static String head(Chain chain) {
        Chain copy = new Chain("a", Chain.NOTHING_BEFORE);
        grown(copy, (int) chain.seq());
        grown(copy, 2);
        return copy.head();
    }

    @Test
    void writers_of_an_export_stand_side_by_side_and_say_where_they_begin() throws IOException {
        Chain first = new Chain("a", Chain.NOTHING_BEFORE);
        Chain second = new Chain("b", Chain.NOTHING_BEFORE);
        List<String> ones = grown(first, 3);
        List<String> others = grown(second, 3);
        assertInstanceOf(
                Report.Whole.class,
                check(List.of(ones.get(0), others.get(0), others.get(1), ones.get(1), ones.get(2), others.get(2))));
        List<String> late = List.of(ones.get(1), others.get(2), ones.get(2));
        assertBroken(2, "chain b begins at seq 3 and not at 1", late);
        List<String> announced = new ArrayList<>(late);
        announced.addFirst("{\"kind\":\"export\",\"chains\":{\"a\":2,\"b\":3}}");
        assertEquals(
                new Report.Whole(
                        List.of(new Part("a", 2, 3, first.head(), true), new Part("b", 3, 3, second.head(), true))),
                check(announced));
        announced.remove(1);
        assertBroken(3, "chain a begins at seq 3 and not at 2", announced);
    }

    @Test
    void tampering_is_found_wherever_it_was_done() throws IOException {
        List<String> lines = grown(new Chain("a", Chain.NOTHING_BEFORE), 6);
        for (int i = 0; i < 5; i++) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(i, lines.get(i).replace("\"number\":" + i, "\"number\":9"));
            assertBroken(i + 2, "previous is not the digest of record " + (i + 1), changed);
            List<String> spaced = new ArrayList<>(lines);
            spaced.set(i, " " + lines.get(i));
            assertBroken(i + 2, "previous is not the digest", spaced);
        }
        for (int i = 1; i < 5; i++) {
            List<String> removed = new ArrayList<>(lines);
            removed.remove(i);
            assertBroken(i + 1, "chain a goes from seq " + i + " to " + (i + 2), removed);
            List<String> twice = new ArrayList<>(lines);
            twice.add(i, lines.get(i));
            assertBroken(i + 2, "chain a goes from seq " + (i + 1) + " to " + (i + 1), twice);
        }
    }

    @Test
    void what_is_no_record_breaks_it() throws IOException {
        List<String> lines = grown(new Chain("a", Chain.NOTHING_BEFORE), 2);
        lines.add("something");
        assertBroken(3, "not a JSON object", lines);
        lines.set(2, "");
        assertBroken(3, "not a JSON object", lines);
        lines.set(2, "{\"kind\":\"decision\"}");
        assertBroken(3, "without a place", lines);
    }

    @Test
    void a_torn_tail_is_said_to_be_one() throws IOException {
        String whole = String.join("\n", grown(new Chain("a", Chain.NOTHING_BEFORE), 3));
        Report.Broken broken = assertInstanceOf(
                Report.Broken.class,
                check(whole.substring(0, whole.length() - 5).getBytes(StandardCharsets.UTF_8)));
        assertEquals(3, broken.line());
        assertTrue(broken.detail().startsWith("a torn tail: "), broken.detail());
    }
}
