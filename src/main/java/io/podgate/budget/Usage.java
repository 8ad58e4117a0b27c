package io.podgate.budget;

import java.util.Set;

/**
 * What an endpoint takes at worst.
 *
 * @param burnRate USD per hour if every worker ran on the dearest card that it may get
 * @param floor USD per hour of the workers that always run; an upper bound, since RunPod may charge less for those
 * @param perWorker USD per hour of one worker at worst
 * @param workers the largest number of workers
 * @param gpus the largest number of GPUs: workers × GPUs per worker; 0 on CPU endpoints
 * @param cards the cards or CPU flavours that a worker may get
 * @param unpriced those of them without a known price; empty where no worker can run. They are counted at the dearest
 *     price that is known at all, so that what stands already is never counted as free.
 */
public record Usage(
        Money burnRate, Money floor, Money perWorker, int workers, long gpus, Set<String> cards, Set<String> unpriced) {

    /** Nothing at all. */
    public static final Usage NONE = new Usage(Money.ZERO, Money.ZERO, Money.ZERO, 0, 0L, Set.of(), Set.of());

    public Usage {
        cards = Set.copyOf(cards);
        unpriced = Set.copyOf(unpriced);
    }
}
