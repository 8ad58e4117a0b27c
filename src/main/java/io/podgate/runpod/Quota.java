package io.podgate.runpod;

import io.podgate.admission.Errand;
import io.podgate.admission.Errand.Share;
import io.podgate.admission.UpstreamQuota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RunPod's quota as far as it is known: all windows that were told of, the tightest of which rules, and the pause that
 * RunPod asked for with a 429. Times are {@code nanoTime}'s. Belongs to its {@link FairLine} and is not safe for
 * threads.
 */
final class Quota {

    private static final int TOO_MANY = 429;

    /** A pause is over after this long at most; RunPod is then asked again whether it still holds. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Map<String, QuotaWindow> windows = new LinkedHashMap<>();
    private long pausedUntil;
    private boolean paused;

    /** Whether there is nothing to keep to. */
    boolean isUnlimited(long now) {
        turn(now);
        return windows.isEmpty() && !paused;
    }

    private void turn(long now) {
        paused &= pausedUntil - now > 0;
        windows.values().removeIf(window -> !window.turn(now));
    }

    /** @param underWay exchanges that RunPod may not have counted yet */
    boolean hasRoom(Errand errand, int underWay, long now) {
        turn(now);
        if (paused) {
            return false;
        }
        for (QuotaWindow window : windows.values()) {
            if (!window.hasRoom(errand, underWay, now)) {
                return false;
            }
        }
        return true;
    }

    /** How long until there is room for so many, in nanoseconds; 0 where there is or may be already. */
    long opensIn(Errand errand, long places, long now) {
        turn(now);
        long longest = paused ? pausedUntil - now : 0;
        for (QuotaWindow window : windows.values()) {
            longest = Math.max(longest, window.opensIn(errand, places, now));
        }
        return longest;
    }

    void began(Share share) {
        windows.values().forEach(window -> window.spend(share));
    }

    /** An exchange ended of which RunPod may have heard, with an answer or without. */
    void ended(@Nullable Answer answer, List<QuotaFields.Word> words, long asked, long now) {
        turn(now);
        boolean well = answer != null && answer.good();
        windows.forEach((name, window) -> {
            if (words.stream().noneMatch(word -> word.window().equals(name))) {
                window.endedWordless(well);
            }
        });
        words.forEach(word -> told(word, asked, now));
        if (answer != null && answer.status() == TOO_MANY) {
            RetryAfter.of(answer).ifPresent(wait -> pause(wait, now));
        }
    }

    private void told(QuotaFields.Word word, long asked, long now) {
        QuotaWindow known = windows.get(word.window());
        if (known != null) {
            known.tell(word, asked, now);
        } else if (windows.size() < QuotaFields.MOST) {
            windows.put(word.window(), new QuotaWindow(word, asked, now));
        }
    }

    private void pause(Duration wait, long now) {
        long until = now + Math.min(wait.toNanos(), LONGEST_PAUSE.toNanos());
        if (!paused || until - pausedUntil > 0) {
            pausedUntil = until;
            paused = wait.isPositive();
        }
    }

    Duration pause(long now) {
        turn(now);
        return paused ? Duration.ofNanos(pausedUntil - now) : Duration.ZERO;
    }

    List<UpstreamQuota.Window> windows(long now) {
        turn(now);
        List<UpstreamQuota.Window> shown = new ArrayList<>();
        windows.forEach((name, window) -> shown.add(new UpstreamQuota.Window(
                name, window.limit(), window.remaining(), window.length(), window.reset(now), window.spent())));
        return shown;
    }
}
