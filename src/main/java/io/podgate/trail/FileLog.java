package io.podgate.trail;

import io.podgate.admission.DecisionLog;
import io.podgate.endpoint.Payload;
import io.podgate.json.Json;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Decisions as the files have them, read backwards, on threads of their own. A decision is shown where its result
 * stands; an intent is shown only as long as it is pending, as one whose outcome is not known.
 */
final class FileLog implements DecisionLog {

    /** Records that waited in the spool stand among younger ones; and no group waits for longer than this. */
    private static final Duration OUT_OF_ORDER = Duration.ofMinutes(1);

    private static final byte[] SPOOLED = Bytes.of("\"spooled\":true");

    private final TrailFiles files;
    private final Predicate<String> pending;
    private final Illegible illegible = new Illegible();

    /** @param pending whether a decision's intent has no result yet */
    FileLog(TrailFiles files, Predicate<String> pending) {
        this.files = files;
        this.pending = pending;
    }

    @Override
    public Uni<Optional<Entry>> byId(String decisionId) {
        byte[] id = member("decisionId", decisionId);
        return elsewhere(() -> {
            try (Backwards records = Backwards.from(files, Optional.empty())) {
                for (Optional<Line> line = records.next(); line.isPresent(); line = records.next()) {
                    if (line.get().isDecision() && line.get().has(id)) {
                        Optional<Json.Obj> record = line.get().object();
                        if (record.flatMap(found -> found.string("decisionId")).equals(Optional.of(decisionId))) {
                            return Optional.of(entry(record.orElseThrow(), line.get()));
                        }
                    }
                }
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Uni<Page> find(Query query) {
        List<byte[]> parts = new ArrayList<>();
        query.team().ifPresent(team -> parts.add(member("team", team)));
        query.endpointId().ifPresent(endpoint -> parts.add(member("endpointId", endpoint)));
        return elsewhere(() -> {
            try (Backwards records = Backwards.from(files, query.cursor())) {
                return page(query, parts, records);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Uni<Optional<Payload>> policy(String revision) {
        byte[] named = member(EventRecord.REVISION, revision);
        return elsewhere(() -> {
            try (Backwards records = Backwards.from(files, Optional.empty())) {
                for (Optional<Line> line = records.next(); line.isPresent(); line = records.next()) {
                    if (line.get().isPolicy() && line.get().has(named)) {
                        return Optional.of(Payload.of(line.get().text()));
                    }
                }
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public boolean gaveOut(String cursor) {
        return Backwards.isPlace(cursor);
    }

    private Page page(Query query, List<byte[]> parts, Backwards records) throws IOException {
        List<Entry> entries = new ArrayList<>();
        String behind = "";
        for (Optional<Line> next = records.next(); next.isPresent(); next = records.next()) {
            Line line = next.get();
            if (!line.isDecision() || !parts.stream().allMatch(line::has)) {
                continue;
            }
            Optional<Json.Obj> record = line.object();
            if (record.isEmpty()) {
                illegible.skip("with the SHA-256 " + Chain.digest(line.text()));
                continue;
            }
            if (query.since().isPresent()
                    && isBefore(record.get(), query.since().get(), line)) {
                break;
            }
            if (fits(record.get(), line, query)) {
                if (entries.size() == query.limit()) {
                    return new Page(entries, Optional.of(behind));
                }
                entries.add(entry(record.get(), line));
                behind = records.here();
            }
        }
        return new Page(entries, Optional.empty());
    }

    private static boolean isBefore(Json.Obj record, Instant since, Line line) {
        return DecisionRecord.time(record)
                        .filter(time -> time.isBefore(since.minus(OUT_OF_ORDER)))
                        .isPresent()
                && !line.has(SPOOLED);
    }

    private boolean fits(Json.Obj record, Line line, Query query) {
        String outcome = line.isIntent() ? "unknown" : record.string("outcome").orElse("");
        return same(query.team(), record.string("team"))
                && same(query.endpointId(), record.string("endpointId"))
                && same(query.outcome(), Optional.of(outcome))
                && isWithin(query, DecisionRecord.time(record))
                && (!line.isIntent()
                        || record.string("decisionId").filter(pending).isPresent());
    }

    private static boolean isWithin(Query query, Optional<Instant> time) {
        return query.since().stream()
                        .allMatch(
                                since -> time.filter(at -> !at.isBefore(since)).isPresent())
                && query.until().stream()
                        .allMatch(until -> time.filter(at -> at.isBefore(until)).isPresent());
    }

    private static boolean same(Optional<String> asked, Optional<String> found) {
        return asked.isEmpty() || asked.equals(found);
    }

    private static Entry entry(Json.Obj record, Line line) {
        return new Entry(record.string("decisionId").orElse(""), record.string("team"), Payload.of(line.text()));
    }

    /** As the writer of this house spells a member. */
    private static byte[] member(String name, String value) {
        byte[] key = Bytes.of("\"" + name + "\":");
        byte[] text = Json.of(value).bytes();
        byte[] member = Arrays.copyOf(key, key.length + text.length);
        System.arraycopy(text, 0, member, key.length, text.length);
        return member;
    }

    private static <T> Uni<T> elsewhere(Supplier<T> read) {
        return Uni.createFrom().deferred(() -> {
            var home = Home.here();
            return Uni.createFrom()
                    .item(read)
                    .runSubscriptionOn(
                            task -> Thread.ofVirtual().name("podgate-log").start(task))
                    .emitOn(home);
        });
    }
}
