package io.podgate.sandbox;

import java.time.Duration;
import java.util.List;

/**
 * A number of requests in a length of time.
 *
 * @param name as the headers say it, {@code minute}
 */
public record QuotaWindow(String name, long requests, Duration length) {

    /** RunPod's published quota. */
    public static List<QuotaWindow> published() {
        return List.of(
                new QuotaWindow("minute", 60, Duration.ofMinutes(1)),
                new QuotaWindow("hour", 3_000, Duration.ofHours(1)),
                new QuotaWindow("day", 50_000, Duration.ofDays(1)));
    }
}
