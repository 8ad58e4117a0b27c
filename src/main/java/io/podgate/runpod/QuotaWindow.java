package io.podgate.runpod;

import io.podgate.admission.Errand;
import io.podgate.admission.Errand.Share;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One window of RunPod's quota, as last told and counted on from there: what is left, when it begins anew, and whose
 * exchanges it was spent on. Answers overtake each other, so of several words about the same period the lowest holds.
 * Times are {@code nanoTime}'s. Belongs to its {@link Quota} and is not safe for threads.
 */
final class QuotaWindow {

    /** Seconds are told rounded. */
    private static final long SLACK = Duration.ofSeconds(1).toNanos();

    private static final long UNTOLD = Duration.ofMinutes(1).toNanos();

    private final Map<String, Part> parts = new HashMap<>();
    private long limit;
    private long length;
    private long remaining;
    private long reset;
    private long toldAt;
    private long partsSince;
    private boolean told;
    private int wordless;

    /** What one share has had of it. */
    private static final class Part {
        private int weight;
        private int exchanges;
    }

    /**
     * @param asked when the exchange was sent that the word came with
     * @param now when its answer came
     */
    QuotaWindow(QuotaFields.Word word, long asked, long now) {
        this.toldAt = asked;
        this.partsSince = now;
        tell(word, asked, now);
    }

    void tell(QuotaFields.Word word, long asked, long now) {
        long left = word.reset().or(word::length).map(Duration::toNanos).orElse(UNTOLD);
        limit = Math.max(word.limit().orElse(limit), word.remaining());
        length = word.length().map(Duration::toNanos).orElse(Math.max(length, Math.max(left, SLACK)));
        told = true;
        boolean isLater = asked - toldAt >= 0 || asked + left - SLACK - reset > 0;
        if (isLater) {
            remaining = word.remaining();
            reset = now + left;
        } else if (now + left + SLACK - reset >= 0) {
            remaining = Math.min(remaining, word.remaining());
        } else {
            return; // of a period that is over
        }
        toldAt = now;
    }

    /**
     * Begins anew where its time has come; false where RunPod answered for a whole period and did not mention it, or
     * never said how much there is in one.
     */
    boolean turn(long now) {
        if (now - partsSince >= length) {
            parts.clear();
            partsSince = now;
        }
        if (now - reset < 0) {
            return true;
        }
        boolean heardOf = limit > 0 && (told || wordless == 0);
        toldAt = reset + (now - reset) / length * length;
        reset = toldAt + length;
        remaining = limit;
        parts.clear();
        partsSince = now;
        told = false;
        wordless = 0;
        return heardOf;
    }

    /** An exchange began. */
    void spend(Share share) {
        Part part = parts.computeIfAbsent(share.name(), name -> new Part());
        part.weight = share.weight();
        part.exchanges++;
    }

    /**
     * An exchange ended without a word about what is left.
     *
     * @param well whether its answer was one that RunPod should have said it with
     */
    void endedWordless(boolean well) {
        remaining--;
        wordless += well ? 1 : 0;
    }

    /** @param underWay exchanges that RunPod may not have counted yet */
    boolean hasRoom(Errand errand, int underWay, long now) {
        long room = remaining - underWay - Reserve.of(errand.urgency(), limit);
        return room >= 1 && (room - forOthers(errand, now) >= 1 || !hadItsPart(errand.share(), 1));
    }

    private double forOthers(Errand errand, long now) {
        return Reserve.forOthers(errand.urgency(), limit) * (reset - now) / length;
    }

    /** Whether that many more are more than an even part of it, room for somebody new included. */
    private boolean hadItsPart(Share share, long more) {
        int weights = 1;
        long had = 0;
        boolean isIn = false;
        for (Map.Entry<String, Part> each : parts.entrySet()) {
            weights += each.getValue().weight;
            if (each.getKey().equals(share.name())) {
                had = each.getValue().exchanges;
                isIn = true;
            }
        }
        double part = (double) limit * share.weight() / (isIn ? weights : weights + share.weight());
        return had + more > part;
    }

    /**
     * How long until there is room for so many, in nanoseconds; 0 where there is already. What is under way is not
     * counted: RunPod may have counted it before it last told what is left.
     */
    long opensIn(Errand errand, long places, long now) {
        long room = remaining - Reserve.of(errand.urgency(), limit);
        boolean gives = hadItsPart(errand.share(), places);
        if (places <= room) {
            return gives ? released(errand, room - places, reset - now) : 0;
        }
        long whole = Math.max(1, limit - Reserve.of(errand.urgency(), limit));
        long beyond = places - Math.max(0, room);
        long periods = (beyond - 1) / whole;
        long rest = beyond - periods * whole;
        long later = hadItsPart(errand.share(), rest) ? released(errand, whole - rest, length) : 0;
        return reset - now + periods * length + later;
    }

    /** How long until no more than that is kept for others, of whose part less is kept the nearer the end is. */
    private long released(Errand errand, long left, long untilReset) {
        double kept = Reserve.forOthers(errand.urgency(), limit);
        return kept <= left ? 0 : Math.max(0, untilReset - (long) (length * (left / kept)));
    }

    long remaining() {
        return Math.max(0, remaining);
    }

    long limit() {
        return limit;
    }

    Duration length() {
        return Duration.ofNanos(length);
    }

    Duration reset(long now) {
        return Duration.ofNanos(Math.max(0, reset - now));
    }

    /** Exchanges since about a window's length, by share. */
    Map<String, Integer> spent() {
        Map<String, Integer> spent = new TreeMap<>();
        parts.forEach((share, part) -> spent.put(share, part.exchanges));
        return spent;
    }
}
