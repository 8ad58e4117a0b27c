package io.podgate.console;

import java.util.List;

/**
 * Where updates and policies are tried out.
 *
 * @param said the update's form as it was filled
 * @param callers the team's that may update
 * @param endpoints the team's
 * @param verdict none where nothing was tried
 * @param policy the candidate as it was pasted
 * @param comparison what it would change; none where nothing was tried
 */
public record Playground(
        Said said,
        List<String> teams,
        List<String> callers,
        List<Choice> endpoints,
        List<Verdict> verdict,
        String policy,
        List<Compared> comparison) {

    /** What was filled in, or what is there at first. */
    public record Said(String team, String caller, String endpoint, String dialect, String body) {}

    /** An endpoint to choose. */
    public record Choice(String id, String name) {}

    /**
     * What became of an update.
     *
     * @param tone {@code good}, {@code bad}, {@code trouble}, or nothing of these
     * @param cost what it costs, item by item
     * @param request method and path; empty text where nothing would be sent
     * @param body the body that would be sent
     */
    public record Verdict(
            String word,
            String tone,
            String words,
            List<DecisionView.Change> changes,
            List<DecisionView.Reason> reasons,
            List<String> warnings,
            List<String> exceptions,
            List<EndpointList.Setting> cost,
            String request,
            String body) {}

    /**
     * What a candidate policy would change.
     *
     * @param errors for which nothing can be compared
     * @param overdrawn budgets that what stands is above, one sentence each
     * @param lost what could not be judged again, in words; empty text for nothing
     */
    public record Compared(
            String before,
            String after,
            List<String> errors,
            List<String> warnings,
            List<Money> teams,
            List<Endpoint> endpoints,
            List<String> overdrawn,
            List<Flip> flips,
            String lost) {

        /** Whether nothing would be judged differently. */
        public boolean same() {
            return errors.isEmpty() && teams.isEmpty() && endpoints.isEmpty() && overdrawn.isEmpty() && flips.isEmpty();
        }
    }

    /** A team whose cap is another one. */
    public record Money(String team, String change, String before, String after, String gains, String takes) {}

    /** An endpoint that changes hands, or gets outside of limits. */
    public record Endpoint(String id, String name, String owner, List<String> outside) {}

    /** A recorded decision that would be another one. */
    public record Flip(
            String href,
            String id,
            String when,
            String caller,
            String endpoint,
            String before,
            String after,
            String tone,
            String why) {}
}
