package io.podgate.console;

import java.util.List;

/**
 * What stands otherwise than it should.
 *
 * @param found how much, in words
 * @param awaited why that is not known yet; empty text where it is
 * @param note what is left out; empty text for nothing
 * @param foreign the last changes that others made, newest first
 */
public record DriftView(String found, String awaited, String note, List<Deviating> deviating, List<Changed> foreign) {

    /**
     * One thing that deviates.
     *
     * @param id of the endpoint; empty text where it is a budget
     * @param team empty text where it is no team's
     * @param by who brought it about, in words
     */
    public record Deviating(
            String name, String id, String href, String team, String rule, String detail, String since, String by) {}

    /** A change that did not go through the gateway. */
    public record Changed(String name, String id, String href, String team, String fields, String seen) {}
}
