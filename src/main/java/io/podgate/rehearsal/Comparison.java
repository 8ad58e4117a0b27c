package io.podgate.rehearsal;

import io.podgate.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What another policy would change.
 *
 * @param overdrawn lines of the new policy's budgets that what stands is above, and was not or by less, one sentence
 *     each
 * @param lost how many recorded decisions could not be taken once more
 */
public record Comparison(
        String oldRevision,
        String newRevision,
        List<TeamChange> teams,
        List<EndpointChange> endpoints,
        List<String> overdrawn,
        List<Flip> decisions,
        int lost) {

    /**
     * An endpoint that is somebody else's, or outside of limits that it was inside of.
     *
     * @param violations what of it the new policy would not allow, by rules that it keeps now; one sentence each
     */
    public record EndpointChange(
            String id, String name, String ownerBefore, String ownerAfter, List<String> violations) {

        private List<String> texts() {
            List<String> texts = new ArrayList<>();
            String who = "endpoint " + id + " (" + name + ")";
            if (!ownerBefore.equals(ownerAfter)) {
                texts.add(who + ": " + ownerBefore + " -> " + ownerAfter);
            }
            violations.forEach(violation -> texts.add(who + ": " + violation));
            return texts;
        }
    }

    /** A recorded decision that would be another one. */
    public record Flip(
            String decisionId, String time, String caller, String endpointId, String before, String after, String why) {

        private String text() {
            return "decision " + decisionId + " of " + time + ", " + caller + " on " + endpointId + ": " + before
                    + " -> " + after + (why.isEmpty() ? "" : ": " + why);
        }
    }

    /** For somebody who reads it. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("policy " + oldRevision + " -> " + newRevision);
        teams.forEach(team -> lines.add(team.text()));
        endpoints.forEach(endpoint -> lines.addAll(endpoint.texts()));
        lines.addAll(overdrawn);
        decisions.forEach(decision -> lines.add(decision.text()));
        if (lines.size() == 1) {
            lines.add("nothing that stands or was decided is judged differently");
        }
        if (lost > 0) {
            lines.add(lost + " recorded decisions could not be judged again");
        }
        return String.join("\n", lines);
    }

    public String json() {
        return Json.text(plain());
    }

    /** As plain values. */
    public Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("policyRevision", oldRevision);
        plain.put("candidateRevision", newRevision);
        plain.put("teams", teams.stream().map(TeamChange::plain).toList());
        plain.put("endpoints", endpoints.stream().map(Comparison::plain).toList());
        plain.put("overdrawn", overdrawn);
        plain.put("decisions", decisions.stream().map(Comparison::plain).toList());
        plain.put("notJudgedAgain", lost);
        return plain;
    }

    private static Map<String, Object> plain(EndpointChange endpoint) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("id", endpoint.id());
        plain.put("name", endpoint.name());
        plain.put("ownerBefore", endpoint.ownerBefore());
        plain.put("ownerAfter", endpoint.ownerAfter());
        plain.put("violations", endpoint.violations());
        return plain;
    }

    private static Map<String, Object> plain(Flip flip) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("decisionId", flip.decisionId());
        plain.put("time", flip.time());
        plain.put("caller", flip.caller());
        plain.put("endpointId", flip.endpointId());
        plain.put("before", flip.before());
        plain.put("after", flip.after());
        plain.put("why", flip.why());
        return plain;
    }
}
