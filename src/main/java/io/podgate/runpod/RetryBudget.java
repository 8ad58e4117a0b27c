package io.podgate.runpod;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Keeps retries under a tenth of what is asked of RunPod, so that its overload is not multiplied: counted over the last
 * half minute, with a few that are always free. Safe for use by several threads.
 */
final class RetryBudget {

    private static final int REQUESTS_PER_RETRY = 10;
    private static final int SECONDS = 30;
    private static final long SECOND = 1_000_000_000L;

    private final int free;
    private final LongSupplier nanoTime;
    private final long begun;
    private final long[] seconds = new long[SECONDS];
    private final int[] requests = new int[SECONDS];
    private final int[] retries = new int[SECONDS];

    /** @param free how many retries a window may have however little is asked */
    RetryBudget(int free, LongSupplier nanoTime) {
        this.free = free;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        Arrays.fill(seconds, -SECONDS);
    }

    /** Something is asked for the first time. */
    synchronized void asked() {
        requests[place()]++;
    }

    /** Takes a retry; false where there is none left. */
    synchronized boolean take() {
        int place = place();
        long taken = sum(retries) + 1;
        boolean granted = taken <= free || taken * REQUESTS_PER_RETRY <= sum(requests);
        if (granted) {
            retries[place]++;
        }
        return granted;
    }

    /** Where this second is counted. */
    private int place() {
        int place = (int) (second() % SECONDS);
        if (seconds[place] != second()) {
            seconds[place] = second();
            requests[place] = 0;
            retries[place] = 0;
        }
        return place;
    }

    private long second() {
        return (nanoTime.getAsLong() - begun) / SECOND;
    }

    private long sum(int[] counts) {
        long sum = 0;
        for (int place = 0; place < SECONDS; place++) {
            if (seconds[place] > second() - SECONDS) {
                sum += counts[place];
            }
        }
        return sum;
    }
}
