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

    /** Ends the name of what has no price because RunPod does not show what there is to be priced. */
    static final String NOT_SHOWN = ", which RunPod does not show";

    /** Nothing at all. */
    public static final Usage NONE = new Usage(0, 0, Money.ZERO, 0, Set.of(), Set.of());

    public Usage {
        cards = Set.copyOf(cards);
        unpriced = Set.copyOf(unpriced);
    }

    /** Whether something would have a price if the policy stated one. */
    public boolean lacksPrices() {
        return !unpriced.stream().allMatch(what -> what.endsWith(NOT_SHOWN));
    }

    /** USD per hour if every worker ran. */
    public Money burnRate() {
        return perWorker.times(workers);
    }

    /** USD per hour of the workers that always run; an upper bound, since RunPod may charge less for those. */
    public Money floor() {
        return perWorker.times(always);
    }

    /**
     * Whether an endpoint that has some of its numbers from here and some from there may take more than either: fewer
     * workers with more GPUs each, of which only the GPUs come through.
     */
    public boolean mixesWith(Usage other) {
        int workers = Integer.compare(other.workers, this.workers);
        int always = Integer.compare(other.always, this.always);
        int gpus = Integer.compare(other.gpusEach, this.gpusEach);
        int price = other.perWorker.times(this.gpusEach).compareTo(perWorker.times(other.gpusEach));
        boolean otherCards = !cards.equals(other.cards);
        if (gpusEach == 0 || other.gpusEach == 0) {
            price = other.perWorker.compareTo(perWorker);
        } else if (otherCards && workers == 0 && always == 0 && gpus == 0) {
            return false;
        }
        boolean grows = workers > 0 || always > 0 || gpus > 0 || price > 0 || !cards.containsAll(other.cards);
        boolean shrinks = workers < 0 || always < 0 || gpus < 0 || price < 0 || !other.cards.containsAll(cards);
        return grows && shrinks;
    }

    /** The largest number of GPUs. */
    public long gpus() {
        return (long) workers * gpusEach;
    }
}
