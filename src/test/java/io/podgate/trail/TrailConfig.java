package io.podgate.trail;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of a trail. */
public record TrailConfig(String file, String spool, MemorySize rotateSize, Duration retain) implements AuditConfig {

    public static TrailConfig in(Path directory) {
        return new TrailConfig(
                directory.resolve("audit.jsonl").toString(),
                directory.resolve("spool.jsonl").toString(),
                bytes(256L << 20),
                Duration.ofDays(90));
    }

    public TrailConfig rotatingAt(long size) {
        return new TrailConfig(file, spool, bytes(size), retain);
    }

    public TrailConfig retaining(Duration time) {
        return new TrailConfig(file, spool, rotateSize, time);
    }

    public TrailConfig writing(String other) {
        return new TrailConfig(other, spool, rotateSize, retain);
    }

    private static MemorySize bytes(long size) {
        return new MemorySize(BigInteger.valueOf(size));
    }
}
