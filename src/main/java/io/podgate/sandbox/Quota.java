package io.podgate.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Requests an account may make, in several windows at once; a window begins with its first request. */
final class Quota {

    private final List<Running> windows;
    private final InstantSource clock;

    private static final class Running {
        private final QuotaWindow window;
        private Instant resets = Instant.MIN;
        private long used;

        private Running(QuotaWindow window) {
            this.window = window;
        }

        private void turn(Instant now) {
            if (!now.isBefore(resets)) {
                resets = now.plus(window.length());
                used = 0;
            }
        }

        private State.Window state(Instant now) {
            long wait = (Duration.between(now, resets).toMillis() + 999) / 1000;
            return new State.Window(window, window.requests() - used, wait);
        }
    }

    /**
     * Where the account stands after a request.
     *
     * @param admitted whether the request was within the quota
     */
    record State(boolean admitted, List<Window> windows) {

        /** One window, with the requests that remain and the seconds until it begins anew. */
        record Window(QuotaWindow window, long remaining, long seconds) {}

        /** Structured fields, {@code "minute";r=59;t=60}. */
        String rateLimit() {
            return windows.stream()
                    .map(w -> "\"%s\";r=%d;t=%d".formatted(w.window().name(), w.remaining(), w.seconds()))
                    .collect(Collectors.joining(", "));
        }

        /** Structured fields, {@code "minute";q=60;w=60}. */
        String policy() {
            return windows.stream()
                    .map(Window::window)
                    .map(w -> "\"%s\";q=%d;w=%d"
                            .formatted(w.name(), w.requests(), w.length().toSeconds()))
                    .collect(Collectors.joining(", "));
        }

        /**
         * Seconds until the first exhausted window begins anew, which may be too short for the others: RunPod's way.
         */
        OptionalLong retryAfter() {
            return windows.stream()
                    .filter(w -> w.remaining() == 0)
                    .mapToLong(Window::seconds)
                    .min();
        }

        /** Name of the exhausted window that is named in the refusal. */
        String exhausted() {
            return windows.stream()
                    .filter(w -> w.remaining() == 0)
                    .min(Comparator.comparingLong(Window::seconds))
                    .map(w -> w.window().name())
                    .orElse("");
        }
    }

    Quota(List<QuotaWindow> windows, InstantSource clock) {
        this.windows = windows.stream().map(Running::new).toList();
        this.clock = clock;
    }

    /** Counts a request, unless a window is exhausted. */
    synchronized State take() {
        Instant now = clock.instant();
        windows.forEach(window -> window.turn(now));
        boolean admitted = windows.stream().allMatch(window -> window.used < window.window.requests());
        if (admitted) {
            windows.forEach(window -> window.used++);
        }
        return new State(
                admitted, windows.stream().map(window -> window.state(now)).toList());
    }
}
