package io.podgate.trail;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One writer's chain: every record names, by its digest, the exact bytes of the record before it. A group is placed
 * first and counts only once it is durable; a group that never was is placed anew. Used by one thread.
 */
public final class Chain {

    /** What the first record of all names. */
    public static final String NOTHING_BEFORE = "";

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String name;
    private long seq;
    private String head;

    /**
     * Records with their places.
     *
     * @param texts exact bytes, one record each, in order
     * @param seq the last one's number
     * @param head the last one's digest
     */
    public record Group(List<byte[]> texts, long seq, String head) {}

    /**
     * A chain that has no record yet.
     *
     * @param name nobody else's, and nothing that JSON would have to escape
     * @param head the digest of what stands before, where the chain goes on behind another one
     */
    public Chain(String name, String head) {
        this.name = name;
        this.head = head;
    }

    /** A name for a run that begins now. */
    public static String freshName(Instant now) {
        byte[] chance = new byte[6];
        new SecureRandom().nextBytes(chance);
        return SECOND.format(now) + "-" + HexFormat.of().formatHex(chance);
    }

    /** SHA-256 of a record's exact bytes, in hexadecimal. */
    static String digest(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Nobody else's. */
    public String name() {
        return name;
    }

    /** The number of the last record; zero before the first. */
    public long seq() {
        return seq;
    }

    /** The digest of the last record; before the first, that of what stands before it. */
    public String head() {
        return head;
    }

    /** Gives the records the next places; they are not taken before {@link #advance}. */
    public Group place(List<TrailRecord> records) {
        List<byte[]> texts = new ArrayList<>(records.size());
        long last = seq;
        String before = head;
        for (TrailRecord record : records) {
            last++;
            byte[] text = record.at(name, last, before);
            texts.add(text);
            before = digest(text);
        }
        return new Group(texts, last, before);
    }

    /** The group is durable. */
    public void advance(Group group) {
        seq = group.seq();
        head = group.head();
    }
}
