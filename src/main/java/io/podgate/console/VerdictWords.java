package io.podgate.console;

import io.podgate.admission.Cost;
import io.podgate.admission.Decision;
import io.podgate.admission.Outcome;
import io.podgate.budget.Money;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.PlainValues;
import io.podgate.endpoint.Violation;
import io.podgate.http.DryRunBody;
import io.podgate.json.Json;
import io.podgate.policy.Exemption;
import io.podgate.policy.Tolerated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Verdicts of dry runs, for people. */
final class VerdictWords {

    /** Values of variables are shown nowhere. */
    private static final PlainValues VALUES = new PlainValues(value -> "(hidden)");

    private VerdictWords() {}

    /** One that did not come to a judgement. */
    static Playground.Verdict without(String word, String tone, String words, List<Violation> reasons) {
        return new Playground.Verdict(
                word,
                tone,
                words,
                List.of(),
                reasons.stream().map(reason -> reason(reason, "")).toList(),
                List.of(),
                List.of(),
                List.of(),
                "",
                "");
    }

    static Playground.Verdict of(Decision decision) {
        return switch (decision.outcome()) {
            case Outcome.DryRun dryRun -> judged(decision, dryRun);
            case Outcome.NotFound(Optional<String> contact) ->
                without("not found", "bad", "There is no such endpoint, or it is not the team's.", List.of());
            case Outcome.Invalid(List<Violation> violations) ->
                without("invalid", "bad", "RunPod's own rules refuse it for this endpoint.", violations);
            case Outcome.StateUnavailable(String missing, var wait) ->
                without("not known", "trouble", "Not known at the moment: " + missing + ".", List.of());
            case Outcome.LedgerUnavailable(String detail) ->
                without("not known", "trouble", "The ledger cannot tell: " + detail + ".", List.of());
            case Outcome.Unavailable(String detail, var wait) ->
                without("not known", "trouble", "RunPod cannot be reached: " + detail + ".", List.of());
            case Outcome.Failed(String detail) ->
                without("not known", "trouble", "RunPod failed: " + detail + ".", List.of());
            case Outcome.Rejected(int status, String detail) ->
                without("rejected", "bad", "RunPod refuses it with " + status + ": " + detail, List.of());
            case Outcome.RateLimited(var scope, var wait) ->
                without("not known", "trouble", "RunPod's rate limit leaves no room to look.", List.of());
            case Outcome.Applied _,
                    Outcome.Unchanged _,
                    Outcome.Denied _,
                    Outcome.Forbidden _,
                    Outcome.Refused _,
                    Outcome.Malformed _,
                    Outcome.Replayed _,
                    Outcome.InProgress _,
                    Outcome.KeyReused _,
                    Outcome.PreconditionFailed _,
                    Outcome.Overloaded _,
                    Outcome.Unknown _ ->
                throw new IllegalStateException(
                        "no dry run ends as " + decision.outcome().label());
            case Outcome.Bug(Throwable cause) -> throw new IllegalStateException("a dry run ended in a bug", cause);
        };
    }

    private static Playground.Verdict judged(Decision decision, Outcome.DryRun dryRun) {
        String verdict = decision.verdict().orElse("");
        return new Playground.Verdict(
                verdict,
                verdict.equals("allow") ? "good" : verdict.equals("deny") ? "bad" : "none",
                switch (verdict) {
                    case "allow" -> "It would be sent.";
                    case "deny" -> "The policy refuses it.";
                    default -> "It changes nothing, so nothing would be sent.";
                },
                decision.changes().stream().map(VerdictWords::change).toList(),
                Stream.concat(
                                dryRun.violations().stream().map(violation -> reason(violation, "")),
                                decision.leniency().tolerated().stream().map(VerdictWords::tolerated))
                        .toList(),
                decision.warnings(),
                decision.leniency().exemptions().stream()
                        .map(Exemption::plain)
                        .map(Words::plain)
                        .toList(),
                decision.cost().map(VerdictWords::cost).orElse(List.of()),
                "PATCH " + dryRun.path(),
                Words.pretty(DryRunBody.sent(dryRun, VALUES)));
    }

    private static DecisionView.Change change(Change<?> change) {
        String field = change.field().key();
        return new DecisionView.Change(
                field,
                change.before().map(before -> value(field, before)).orElse("not known"),
                value(field, change.after()));
    }

    private static String value(String field, Object value) {
        return FieldWords.of(field, Json.of(VALUES.of(value)));
    }

    private static DecisionView.Reason tolerated(Tolerated tolerated) {
        return reason(tolerated.violation(), tolerated.enforcement().key());
    }

    private static DecisionView.Reason reason(Violation violation, String enforcement) {
        DecisionView.Reason reason = DecisionViews.reason((Json.Obj) Json.of(violation.members()));
        return new DecisionView.Reason(
                reason.rule(), reason.detail(), reason.limit(), reason.actual(), reason.passes(), enforcement);
    }

    private static List<EndpointList.Setting> cost(Cost cost) {
        List<EndpointList.Setting> items = new ArrayList<>();
        if (cost.priced()) {
            items.add(item("Before", cost.before()));
            items.add(item("After", cost.after()));
            items.add(item("Difference", cost.delta()));
            cost.teamTotal().ifPresent(total -> items.add(item("The team's total", total)));
            cost.teamCap().ifPresent(cap -> items.add(item("The team's cap", cap)));
            cost.headroom().ifPresent(headroom -> items.add(item("Headroom", headroom)));
            cost.workersThatFit()
                    .ifPresent(workers ->
                            items.add(new EndpointList.Setting("Workers that fit", String.valueOf(workers))));
        }
        items.add(new EndpointList.Setting("Replaces running workers", cost.rollsWorkers() ? "yes" : "no"));
        return items;
    }

    private static EndpointList.Setting item(String name, Money amount) {
        return new EndpointList.Setting(name, Words.perHour(amount));
    }
}
