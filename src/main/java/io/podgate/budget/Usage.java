package io.podgate.budget;

import java.util.Set;

/**
 * What an endpoint takes at worst.
 *
 * @param workers the largest number of workers
 * @param always the number of workers that always run
 * @param perWorker USD per hour of one worker on the dearest card that it may get
 * @param gpusEach GPUs of one worker; 0 on CPU endpoints
 * @param cards the cards or CPU flavours that a worker may get; empty where they are not known
 * @param unpriced what has no known price; empty where no worker can run. It is counted at the dearest price that is
 *     known at all, so that what stands already is never counted as free.
 */
public record Usage(int workers, int always, Money perWorker, int gpusEach, Set<String> cards, Set<String> unpriced) {

    /** Nothing at all. */
    public static final Usage NONE = new Usage(0, 0, Money.ZERO, 0, Set.of(), Set.of());

    public Usage {
        cards = Set.copyOf(cards);
        unpriced = Set.copyOf(unpriced);
    }

    /** USD per hour if every worker ran. */
    public Money burnRate() {
        return perWorker.times(workers);
    }

    /** USD per hour of the workers that always run; an upper bound, since RunPod may charge less for those. */
    public Money floor() {
        return perWorker.times(always);
    }

    /** The largest number of GPUs. */
    public long gpus() {
        return (long) workers * gpusEach;
    }
}
