package io.podgate.console;

import java.util.List;

/**
 * One decision as its record tells it.
 *
 * @param when the moment in words
 * @param brief the same without the year
 * @param time the same for programs
 * @param tone {@code good}, {@code bad} or {@code trouble}
 * @param cost before and after; empty text where there was no price
 * @param facts what else is known of it, in the order in which it is shown
 * @param json the whole record
 */
public record DecisionView(
        String id,
        String href,
        String when,
        String brief,
        String time,
        String ago,
        String caller,
        String team,
        String endpoint,
        String endpointHref,
        String outcome,
        String tone,
        List<Change> changes,
        List<Reason> reasons,
        List<String> warnings,
        List<String> exceptions,
        String cost,
        List<EndpointList.Setting> facts,
        String json) {

    private static final int FEW = 2;

    /** The reasons that a list shows at once. */
    public List<Reason> first() {
        return reasons.subList(0, Math.min(FEW, reasons.size()));
    }

    /** The others. */
    public List<Reason> more() {
        return reasons.subList(Math.min(FEW, reasons.size()), reasons.size());
    }

    /** One field, in words. */
    public record Change(String field, String before, String after) {}

    /**
     * One reason against it.
     *
     * @param rule the policy's name for it; empty text where it is RunPod's rule
     * @param passes what would be let through; empty text where that is not known
     * @param enforcement {@code warn} or {@code trial} where it was let through all the same; else empty text
     */
    public record Reason(String rule, String detail, String limit, String actual, String passes, String enforcement) {}
}
