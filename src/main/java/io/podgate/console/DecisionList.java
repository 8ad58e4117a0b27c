package io.podgate.console;

import java.util.List;

/**
 * A page of the decisions, newest first.
 *
 * @param said what the list is narrowed by, as it was asked for
 * @param flaw what of that makes no sense; empty text where all of it does
 * @param newest the first page; empty text where this is it
 * @param older the next page; empty text where this is the last
 */
public record DecisionList(
        Said said,
        List<String> teams,
        List<String> outcomes,
        List<Span> spans,
        List<DecisionView> decisions,
        String flaw,
        List<String> missing,
        String newest,
        String older) {

    /** What was asked for; empty texts ask for nothing. */
    public record Said(String team, String endpoint, String outcome, String since, String until) {

        /** Whether anything is narrowed. */
        public boolean any() {
            return !(team + endpoint + outcome + since + until).isEmpty();
        }
    }

    /** A time that reaches up to now. */
    public record Span(String words, String href) {}
}
