package io.podgate.console;

import java.util.List;

/**
 * How everything stands, at a glance.
 *
 * @param live whether the page looks again by itself
 * @param alerts what somebody should look at, the worst first
 * @param missing what cannot be told now, one sentence each
 * @param account the pool that all share
 * @param series none where the trail cannot be read
 */
public record Overview(
        String asOf,
        boolean live,
        List<Alert> alerts,
        List<String> missing,
        List<Bar> account,
        List<Budgeted> teams,
        List<Budgeted> groups,
        Upstream upstream,
        Policy policy,
        Freezing freezing,
        Drift drift,
        List<Series> series) {

    /**
     * Something to look at.
     *
     * @param tone {@code bad}, or {@code near} where it is only getting there
     */
    public record Alert(String tone, String words) {}

    /**
     * A team or a group.
     *
     * @param capacity workers, and GPUs by card
     * @param href where its endpoints are; empty text for nowhere
     */
    public record Budgeted(
            String name, String href, String endpoints, Bar burnRate, Bar floor, List<Bar> capacity, Bar month) {}

    /**
     * What is frozen.
     *
     * @param known whether that can be told now
     * @param teams who can be frozen
     */
    public record Freezing(boolean known, List<Frozen> frozen, List<String> teams) {}

    /**
     * One freeze.
     *
     * @param team empty text where it is everybody's
     * @param words whose updates, as a sentence
     * @param scope what of them is stopped
     */
    public record Frozen(
            String team, String words, String scope, String reason, String by, String since, String until) {}

    /**
     * How much stands otherwise than it should, and how much others have changed of late.
     *
     * @param awaited why the former is not known yet; empty text where it is
     */
    public record Drift(int deviations, String awaited, int foreign) {}

    /**
     * RunPod.
     *
     * @param breaker {@code closed}, {@code half-open} or {@code open}
     * @param quota by window; empty as long as RunPod has told of none
     * @param notes what else there is to say, one sentence each
     */
    public record Upstream(
            String breaker, String tone, String since, List<Window> quota, String fleet, List<String> notes) {}

    /**
     * RunPod's quota in one window.
     *
     * @param left how far the bar goes that shows what is left, of a hundred
     */
    public record Window(String name, String words, String left, boolean low) {}

    /**
     * The policy in force.
     *
     * @param errors of the files as they stand, for which they are not in force
     */
    public record Policy(String revision, String since, List<String> errors) {}
}
