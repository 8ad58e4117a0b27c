package io.podgate.trail;

import java.nio.file.Path;

/**
 * Where a spool is and where it sets aside what nobody will take, as {@link TrailConfig} has it, and what may be in it.
 */
public record SpoolFiles(Path waiting, Path rejected) {

    /** The beginning of a record. */
    public static final String TORN = "{\"kind\":\"decision\",\"phase\":\"res";

    public static SpoolFiles in(Path directory) {
        return new SpoolFiles(directory.resolve("spool.jsonl"), directory.resolve("spool.rejected"));
    }

    /** A record, where the time is one. */
    public static String denied(String decisionId, String time) {
        return "{\"kind\":\"decision\",\"phase\":\"result\",\"time\":\"" + time + "\",\"decisionId\":\"" + decisionId
                + "\",\"outcome\":\"denied\"}";
    }
}
