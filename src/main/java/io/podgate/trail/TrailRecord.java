package io.podgate.trail;

import io.podgate.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A record of the trail before it has its place in a chain: serialised once, by whoever has something to say, so that
 * the one writer has only to put chain, number and the head before it around what is there.
 */
public final class TrailRecord {

    private static final Set<String> PLACE = Set.of("kind", "phase", "chain", "seq", "previous");

    private final byte[] text;
    private final int placeAt;
    private final Map<String, ?> members;

    private TrailRecord(byte[] text, int placeAt, Map<String, ?> members) {
        this.text = text;
        this.placeAt = placeAt;
        this.members = members;
    }

    /** @param members without {@code kind} and {@code phase}, and without what makes the place */
    static TrailRecord of(String kind, String phase, Map<String, ?> members) {
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("kind", kind);
        first.put("phase", phase);
        int placeAt = Json.of(first).bytes().length - 1;
        first.putAll(members);
        return new TrailRecord(Json.of(first).bytes(), placeAt, first);
    }

    /** A record that has no place, or is to have another one; empty where it is no record. */
    static Optional<TrailRecord> of(Json.Obj record) {
        Optional<String> phase = record.string("phase");
        return record.string("kind")
                .flatMap(kind -> phase.map(known -> {
                    Map<String, Json> members = new LinkedHashMap<>(record.members());
                    members.keySet().removeAll(PLACE);
                    return of(kind, known, members);
                }));
    }

    /** What a text of the trail says; empty where it is not one JSON object. */
    public static Optional<Json.Obj> read(byte[] text) {
        return new Line(0, text).object();
    }

    /** The same with a member more that is true. */
    TrailRecord flagged(String name) {
        ByteArrayOutputStream flagged = new ByteArrayOutputStream(text.length + name.length() + 8);
        flagged.write(text, 0, text.length - 1);
        write(flagged, ",\"" + name + "\":true}");
        return new TrailRecord(flagged.toByteArray(), placeAt, members);
    }

    /** The exact bytes that the record has at this place. */
    byte[] at(String chain, long seq, String previous) {
        ByteArrayOutputStream placed = new ByteArrayOutputStream(text.length + 160);
        placed.write(text, 0, placeAt);
        write(placed, ",\"chain\":\"" + chain + "\",\"seq\":" + seq);
        placed.write(text, placeAt, text.length - 1 - placeAt);
        write(placed, ",\"previous\":\"" + previous + "\"}");
        return placed.toByteArray();
    }

    /** Without any place: for where it has to be put down outside of every chain. */
    byte[] loose() {
        return text.clone();
    }

    /** It, read again. */
    public Json.Obj object() {
        return read(text).orElseThrow();
    }

    /** Whether it has a member of that name, whatever its value. */
    public boolean has(String member) {
        return members.containsKey(member);
    }

    /** The text of a member; empty where there is none of the name, or one that is no text. */
    public Optional<String> said(String member) {
        return switch (members.get(member)) {
            case String said -> Optional.of(said);
            case Json.Str(String said) -> Optional.of(said);
            case null, default -> Optional.empty();
        };
    }

    private static void write(ByteArrayOutputStream to, String ascii) {
        to.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
