package io.podgate.trail;

import io.podgate.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        first.putAll(members);
        byte[] text = Json.bytes(first);
        return new TrailRecord(text, behindPhase(text), first);
    }

    /** Two names and two strings are eight quotes. */
    private static int behindPhase(byte[] text) {
        int at = 0;
        for (int quotes = 0; quotes < 8; at++) {
            if (text[at] == '"') {
                quotes++;
            } else if (text[at] == '\\') {
                at++;
            }
        }
        return at;
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
        if (has(name)) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, true);
        byte[] end = ascii(",\"" + name + "\":true}");
        byte[] flagged = Arrays.copyOf(text, text.length - 1 + end.length);
        System.arraycopy(end, 0, flagged, text.length - 1, end.length);
        return new TrailRecord(flagged, placeAt, more);
    }

    /** The exact bytes that the record has at this place. */
    byte[] at(String chain, long seq, String previous) {
        byte[] place = ascii(",\"chain\":\"" + chain + "\",\"seq\":" + seq);
        byte[] end = ascii(",\"previous\":\"" + previous + "\"}");
        return ByteBuffer.allocate(text.length - 1 + place.length + end.length)
                .put(text, 0, placeAt)
                .put(place)
                .put(text, placeAt, text.length - 1 - placeAt)
                .put(end)
                .array();
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
