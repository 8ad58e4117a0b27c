package io.podgate.http;

import io.podgate.admission.Decision;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Outcome;
import io.podgate.admission.Sighting;
import io.podgate.endpoint.PlainValues;
import io.podgate.endpoint.Violation;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Renders decisions: one exhaustive switch from outcome to answer. */
@Singleton
final class DecisionAnswers {

    private static final Duration SOON = Duration.ofSeconds(1);
    static final String OUTCOME = "Podgate-Outcome";

    private final Translation translation;
    private final PlainValues values;

    DecisionAnswers(Translation translation, EnvDigest digest) {
        this.translation = translation;
        this.values = new PlainValues(digest::of);
    }

    Response answer(Call call, Decision decision) {
        Response labelled = labelled(call, decision, ending(call, decision, decision.outcome()))
                .build();
        decision.allowance().ifPresent(allowance -> Answers.quota(labelled.getHeaders(), allowance, "updates"));
        return labelled;
    }

    private Response.ResponseBuilder ending(Call call, Decision decision, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied(Sighting now) -> translation.endpoint(call, now);
            case Outcome.Unchanged(Sighting now) -> translation.endpoint(call, now);
            case Outcome.DryRun dryRun -> Answers.json(DryRunBody.of(decision, dryRun, values));
            case Outcome.Forbidden f -> problem(call, decision, forbidden());
            case Outcome.Refused refused -> problem(call, decision, refused(refused));
            case Outcome.Malformed(Violation where) ->
                problem(call, decision, Problem.of(ProblemType.MALFORMED_REQUEST, List.of(where)));
            case Outcome.Invalid(List<Violation> why) ->
                problem(call, decision, Problem.of(ProblemType.INVALID_UPDATE, why));
            case Outcome.Denied(List<Violation> why) ->
                problem(
                        call,
                        decision,
                        priced(decision, contact(decision, Problem.of(ProblemType.POLICY_DENIED, why))));
            case Outcome.NotFound(Optional<String> contact) -> problem(call, decision, notFound(contact));
            case Outcome.RateLimited(Outcome.Scope scope, Duration wait) ->
                problem(call, decision, limited(scope, wait));
            case Outcome.Rejected(int status, String detail) ->
                problem(
                        call,
                        decision,
                        Problem.of(ProblemType.RUNPOD_REJECTED, detail).withStatus(status));
            case Outcome.Failed(String detail) ->
                problem(call, decision, Problem.of(ProblemType.RUNPOD_FAILED, detail));
            case Outcome.Unavailable(String detail, Duration wait) ->
                problem(
                        call,
                        decision,
                        Problem.of(ProblemType.RUNPOD_UNAVAILABLE, detail).retryAfter(wait));
            case Outcome.StateUnavailable(String missing, Duration wait) ->
                problem(call, decision, unknowable(missing, wait));
            case Outcome.LedgerUnavailable(String detail) ->
                problem(
                        call,
                        decision,
                        Problem.of(ProblemType.LEDGER_UNAVAILABLE, detail + ", so only updates that shrink are sent")
                                .retryAfter(SOON));
            case Outcome.Replayed(String decisionId, Outcome first) -> ending(call, decision, first);
            case Outcome.InProgress i ->
                problem(
                        call,
                        decision,
                        Problem.of(
                                        ProblemType.IN_PROGRESS,
                                        "an update with this idempotency key is under way, or it is not known yet what"
                                                + " came of it")
                                .retryAfter(SOON));
            case Outcome.KeyReused k ->
                problem(
                        call,
                        decision,
                        Problem.of(
                                ProblemType.IDEMPOTENCY_KEY_REUSED,
                                "this idempotency key was used for another update of the endpoint; use a fresh one"));
            case Outcome.PreconditionFailed(String tag) ->
                problem(
                                call,
                                decision,
                                Problem.of(
                                        ProblemType.PRECONDITION_FAILED,
                                        "the endpoint has changed since: read it again; nothing was sent"))
                        .tag(tag);
            case Outcome.Overloaded o ->
                problem(
                        call,
                        decision,
                        Problem.of(ProblemType.OVERLOADED, "too many requests are under way at once")
                                .retryAfter(Duration.ofSeconds(1)));
            case Outcome.Bug bug -> problem(call, decision, Mishaps.internal());
            case Outcome.Unknown(String detail) ->
                problem(
                        call,
                        decision,
                        Problem.of(
                                ProblemType.OUTCOME_UNKNOWN,
                                detail + "; the update may have been applied or may still be: read the endpoint"));
        };
    }

    private static Response.ResponseBuilder labelled(Call call, Decision decision, Response.ResponseBuilder answer) {
        call.label(answer);
        answer.header("Podgate-Decision-Id", decision.answersFor());
        answer.header(OUTCOME, decision.outcome().label());
        answer.header("Podgate-Policy-Revision", decision.policyRevision());
        if (!(decision.outcome() instanceof Outcome.NotFound)) { // it would tell a missing endpoint from another's
            decision.upstream().requestId().ifPresent(id -> answer.header("Podgate-Runpod-Request-Id", id));
        }
        Answers.warn(answer, decision.warnings());
        return answer;
    }

    /** Of a dry run nothing is kept that could be asked for. */
    private static Response.ResponseBuilder problem(Call call, Decision decision, Problem problem) {
        Optional<String> told = Optional.of(decision.answersFor())
                .filter(id -> !decision.request().dryRun());
        return Answers.problem(problem, told, call.speaksV1());
    }

    /** What it would have cost, where that was found out. */
    private static Problem priced(Decision decision, Problem problem) {
        return decision.cost()
                .map(cost -> (cost.priced() ? problem.with("cost", cost.members()) : problem)
                        .with("rollsWorkers", cost.rollsWorkers()))
                .orElse(problem);
    }

    private Problem contact(Decision decision, Problem problem) {
        return translation
                .contact(decision.request().caller())
                .map(contact -> problem.with("contact", contact))
                .orElse(problem);
    }

    static Problem forbidden() {
        return Problem.of(ProblemType.FORBIDDEN, "your token is known, but its role does not have this route");
    }

    static Problem refused(Outcome.Refused refused) {
        ProblemType type = switch (refused.flaw()) {
            case FORM -> ProblemType.MALFORMED_REQUEST;
            case SIZE -> ProblemType.PAYLOAD_TOO_LARGE;
            case LANGUAGE -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            case ANSWER -> ProblemType.NOT_ACCEPTABLE;
        };
        return Problem.of(type, refused.detail());
    }

    static Problem notFound(Optional<String> contact) {
        String detail = "there is no such endpoint, or it is not your team's"
                + contact.map(whom -> "; ask " + whom).orElse("");
        Problem problem = Problem.of(ProblemType.ENDPOINT_NOT_FOUND, detail);
        return contact.map(whom -> problem.with("contact", whom)).orElse(problem);
    }

    static Problem limited(Outcome.Scope scope, Duration wait) {
        String whose = switch (scope) {
            case CALLER -> "your own rate limit is used up";
            case SHARE -> "your team's share of RunPod's rate limit is used up for now";
            case RUNPOD -> "RunPod's rate limit for the account is used up";
        };
        return Problem.of(ProblemType.RATE_LIMITED, whose).retryAfter(wait).with("scope", scope.label());
    }

    static Problem unknowable(String missing, Duration wait) {
        return Problem.of(ProblemType.STATE_UNAVAILABLE, "not known at the moment: " + missing)
                .retryAfter(wait);
    }
}
