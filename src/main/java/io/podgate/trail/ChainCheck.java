package io.podgate.trail;

import io.podgate.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the chains in a file are whole. A file may hold several, one a run of a writer, one behind the other or, in
 * an export, side by side. A chain that begins in the file begins at 1 and names the record before it, or none; one
 * that goes on from an earlier file may do so on the first line only, or where an export's own first line says so:
 * {@code {"kind":"export","chains":{"<name>":<its first number here>}}}.
 */
public final class ChainCheck {

    /** What was found. */
    public sealed interface Report {

        /** All chains are whole, in the order in which they begin. */
        record Whole(List<Part> chains) implements Report {}

        /**
         * The first record where a chain is not whole.
         *
         * @param line counted from 1
         */
        record Broken(long line, String detail) implements Report {}
    }

    /**
     * What the file has of one chain.
     *
     * @param first the number of its first record there
     * @param last the number of its last
     * @param head the digest of its last, to be compared with what was said elsewhere
     * @param behindOthers whether its first names a record before it that is not in the file
     */
    public record Part(String chain, long first, long last, String head, boolean behindOthers) {

        public long records() {
            return last - first + 1;
        }

        private Part with(long seq, String digest) {
            return new Part(chain, first, seq, digest, behindOthers);
        }
    }

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, Long> announced = new LinkedHashMap<>();
    private String before = Chain.NOTHING_BEFORE;
    private long line;

    private ChainCheck() {}

    /** Reads the whole file. */
    public static Report check(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return new ChainCheck().check(in);
        }
    }

    private Report check(InputStream in) throws IOException {
        Lines.Forward lines = Lines.from(in);
        for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
            line++;
            Optional<String> wrong = wrong(next.get());
            if (wrong.isPresent()) {
                return new Report.Broken(line, wrong.get());
            }
        }
        return lines.rest() > 0
                ? new Report.Broken(line + 1, "a torn tail: " + lines.rest() + " bytes without an end of line")
                : new Report.Whole(new ArrayList<>(parts.values()));
    }

    private Optional<String> wrong(Line text) {
        Optional<Json.Obj> read = text.object();
        if (read.isEmpty()) {
            return Optional.of("not a JSON object");
        }
        Json.Obj record = read.get();
        if (line == 1 && record.string("kind").equals(Optional.of("export"))) {
            announce(record);
            return Optional.empty();
        }
        Optional<String> chain = record.string("chain");
        Optional<Long> seq = number(record.get("seq"));
        Optional<String> previous = record.string("previous");
        if (chain.isEmpty() || seq.isEmpty() || previous.isEmpty()) {
            return Optional.of("without a place: chain, seq and previous are due");
        }
        Part known = parts.get(chain.get());
        Optional<String> wrong = known == null
                ? wrongBeginning(chain.get(), seq.get(), previous.get())
                : wrongStep(known, seq.get(), previous.get());
        String digest = Chain.digest(text.text());
        boolean behindOthers =
                !previous.get().equals(Chain.NOTHING_BEFORE) && !previous.get().equals(before);
        parts.put(
                chain.get(),
                known == null
                        ? new Part(chain.get(), seq.get(), seq.get(), digest, behindOthers)
                        : known.with(seq.get(), digest));
        before = digest;
        return wrong;
    }

    private Optional<String> wrongBeginning(String chain, long seq, String previous) {
        long due = announced.getOrDefault(chain, 1L);
        boolean goesOn = line == 1 || announced.containsKey(chain);
        if (seq != due && line != 1) {
            return Optional.of("chain " + chain + " begins at seq " + seq + " and not at " + due);
        }
        return goesOn || previous.equals(Chain.NOTHING_BEFORE) || previous.equals(before)
                ? Optional.empty()
                : Optional.of("previous is not the digest of the record before it, at the beginning of chain " + chain);
    }

    private static Optional<String> wrongStep(Part known, long seq, String previous) {
        if (seq != known.last() + 1) {
            return Optional.of("chain " + known.chain() + " goes from seq " + known.last() + " to " + seq);
        }
        return previous.equals(known.head())
                ? Optional.empty()
                : Optional.of("previous is not the digest of record " + known.last() + " of chain " + known.chain());
    }

    private void announce(Json.Obj export) {
        if (export.get("chains").orElse(null) instanceof Json.Obj(Map<String, Json> chains)) {
            chains.forEach((chain, first) -> number(Optional.of(first)).ifPresent(seq -> announced.put(chain, seq)));
        }
    }

    private static Optional<Long> number(Optional<Json> json) {
        return json.filter(Json.Num.class::isInstance)
                .map(Json.Num.class::cast)
                .map(Json.Num::text)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }
}
