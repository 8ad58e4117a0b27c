package io.podgate.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What happened, line by line, each with its second. */
final class Story {

    private final Scheduler scheduler;
    private final List<String> lines = new ArrayList<>();

    Story(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void tell(String what) {
        lines.add(what);
        moments.add(scheduler.nanoTime());
    }

    private final List<Long> moments = new ArrayList<>();

    List<String> lines() {
        List<String> told = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            told.add("%10.4f  %s".formatted(moments.get(i) / 1e9, lines.get(i)));
        }
        return told;
    }

    /** Tells stories apart. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines().forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
