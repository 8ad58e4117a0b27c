package io.podgate.policy;

import io.podgate.budget.Money;

/**
 * A cap on a month that the bill has reached, so that nothing may grow.
 *
 * @param owner {@code team/vision}, {@code group/staging}
 * @param rule {@code budget.month}, {@code group.staging.month}
 */
public record Overspent(String owner, String rule, Money cap, Money spent) {

    /** How much more was spent than might be; nothing where the cap is just reached. */
    public Money excess() {
        return spent.minus(cap);
    }

    /** Whose it is: {@code team vision}. */
    public String whose() {
        return Owners.inWords(owner);
    }
}
