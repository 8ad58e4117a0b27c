package io.podgate.trail;

import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Ledger;
import io.podgate.admission.Remembered;
import io.podgate.budget.Claim;
import io.podgate.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the trail says of the last day before it ended: intents without a result, and what idempotency keys have to
 * remember. Only lines that matter are read as JSON.
 */
public final class Recovery {

    /** How long idempotency keys are remembered. */
    public static final Duration DAY = Duration.ofHours(24);

    private static final byte[] DECISION_ID = Bytes.of("\"decisionId\":\"");
    private static final byte[] ENDPOINT_ID = Bytes.of("\"endpointId\":\"");
    private static final byte[] MAY_LAND = Bytes.of("\"" + DecisionRecord.MAY_LAND + "\":true");
    private static final byte[] KEYED = Bytes.of("\"idempotency\":{");

    /**
     * What a key remembers.
     *
     * @param at when it ended
     */
    public record Kept(IdempotencyKey key, Remembered.Ended ended, Instant at) {}

    /**
     * An update that has ended and of which something might still land.
     *
     * @param at when it ended
     * @param upon what updates that were sent since may have come to
     */
    public record Lingering(Json.Obj intent, Instant at, Claim upon) {

        boolean isOver(Instant now) {
            return !at.plus(Ledger.LANDING_WINDOW).isAfter(now);
        }

        Lingering under(Json.Obj later) {
            return Reservation.in(later)
                    .map(built ->
                            new Lingering(intent, at, upon.max(built.before()).max(built.after())))
                    .orElse(this);
        }
    }

    private final Map<String, Line> open = new LinkedHashMap<>();
    private final Map<String, List<Lingering>> lingering = new HashMap<>();
    private final Set<String> overtaken = new HashSet<>();
    private final Map<IdempotencyKey, Kept> kept = new LinkedHashMap<>();
    private Optional<Line> policy = Optional.empty();

    /** Reads what the files and the spool say. */
    static Recovery from(TrailFiles files, Collection<TrailRecord> spooled, Instant now) throws IOException {
        Recovery recovery = new Recovery();
        for (FileChannel file : openOfTheLastDay(files, now)) {
            try (InputStream in = new BufferedInputStream(Channels.newInputStream(file), 1 << 16)) {
                Lines lines = Lines.from(in);
                for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                    recovery.see(line.get());
                }
            }
        }
        spooled.forEach(record -> recovery.see(new Line(0, record.loose())));
        return recovery;
    }

    /** Oldest first. The day ends with the last record: a replica may have been down for longer. */
    private static List<FileChannel> openOfTheLastDay(TrailFiles files, Instant now) throws IOException {
        Instant ended = lastMoment(files).filter(last -> last.isBefore(now)).orElse(now);
        long young = files.rotated().stream()
                .filter(file -> !file.until().isBefore(ended.minus(DAY)))
                .count();
        List<FileChannel> chosen = new ArrayList<>();
        for (FileChannel file : files.open()) {
            if (chosen.size() <= young) {
                chosen.addFirst(file);
            } else {
                file.close();
            }
        }
        return chosen;
    }

    private static Optional<Instant> lastMoment(TrailFiles files) throws IOException {
        Optional<Instant> last = Optional.empty();
        for (FileChannel file : files.open()) {
            try (file) {
                if (last.isEmpty()) {
                    last = Lines.backFrom(file, file.size())
                            .next()
                            .flatMap(Line::object)
                            .flatMap(DecisionRecord::time);
                }
            }
        }
        return last;
    }

    void see(Line line) {
        if (line.isPolicy()) {
            policy = Optional.of(line);
        } else if (line.isIntent()) {
            boolean passesOpen = overtake(line);
            boolean passing = followsLingering(line) || passesOpen;
            member(DECISION_ID, line.text()).ifPresent(decision -> {
                open.put(decision, line);
                if (passing) {
                    overtaken.add(decision);
                }
            });
        } else if (line.isDecision()) {
            end(line);
            if (line.has(KEYED)) {
                line.object().ifPresent(this::keep);
            }
        }
    }

    private void end(Line result) {
        Optional<Line> intent = member(DECISION_ID, result.text()).map(open::remove);
        if (intent.isPresent() && result.has(MAY_LAND)) {
            intent.flatMap(Line::object)
                    .ifPresent(begun -> result.object()
                            .flatMap(DecisionRecord::time)
                            .ifPresent(at -> lingering
                                    .computeIfAbsent(begun.string("endpointId").orElse(""), id -> new ArrayList<>())
                                    .add(new Lingering(begun, at, Claim.NOTHING))));
        }
    }

    /**
     * Those that are open, few at any time, of the endpoint of another that was sent.
     *
     * @return whether there were any
     */
    private boolean overtake(Line sent) {
        Optional<String> endpoint = member(ENDPOINT_ID, sent.text());
        List<String> passed = open.entrySet().stream()
                .filter(earlier ->
                        member(ENDPOINT_ID, earlier.getValue().text()).equals(endpoint))
                .map(Map.Entry::getKey)
                .toList();
        overtaken.addAll(passed);
        return !passed.isEmpty();
    }

    /** Whether something of an earlier update of the endpoint could still land when this was sent. */
    private boolean followsLingering(Line sent) {
        List<Lingering> earlier =
                lingering.getOrDefault(member(ENDPOINT_ID, sent.text()).orElse(""), List.of());
        if (earlier.isEmpty()) {
            return false;
        }
        Json.Obj later = sent.object().orElse(Json.object());
        DecisionRecord.time(later).ifPresent(now -> earlier.removeIf(ended -> ended.isOver(now)));
        earlier.replaceAll(ended -> ended.under(later));
        return !earlier.isEmpty();
    }

    private void keep(Json.Obj result) {
        Replay.key(result)
                .ifPresent(key -> Replay.ended(result)
                        .ifPresent(ended -> DecisionRecord.time(result).ifPresent(at -> {
                            kept.remove(key);
                            kept.put(key, new Kept(key, ended, at));
                        })));
    }

    /** Ids are plain letters and digits, so that they end at the next quotation mark. */
    private static Optional<String> member(byte[] name, byte[] text) {
        int at = Bytes.indexOf(text, name);
        if (at < 0) {
            return Optional.empty();
        }
        int start = at + name.length;
        int end = start;
        while (end < text.length && text[end] != '"') {
            end++;
        }
        return Optional.of(new String(text, start, end - start, StandardCharsets.UTF_8));
    }

    /** Intents' records, oldest first. */
    public List<Json.Obj> open() {
        return open.values().stream()
                .map(Line::object)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What might still have landed when it ended, oldest first. */
    public List<Lingering> lingering() {
        return lingering.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Lingering::at))
                .toList();
    }

    /** Whether another update of its endpoint was sent while it was open, or was open when it was sent. */
    public boolean overtaken(String decisionId) {
        return overtaken.contains(decisionId);
    }

    /** The record of the policy that was in force last. */
    Optional<Json.Obj> policy() {
        return policy.flatMap(Line::object);
    }

    /** In the order in which they ended. */
    public Collection<Kept> kept() {
        return kept.values();
    }
}
