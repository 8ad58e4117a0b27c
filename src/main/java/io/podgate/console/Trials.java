package io.podgate.console;

import io.podgate.admission.Admission;
import io.podgate.admission.Deadline;
import io.podgate.admission.Decision;
import io.podgate.admission.UpdateRequest;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.ParsedUpdate;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Violation;
import io.podgate.http.Candidates;
import io.podgate.http.Ids;
import io.podgate.policy.Caller;
import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Role;
import io.podgate.rehearsal.Comparison;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tries updates and policies out. It waits for what it finds out, so not on an event loop. */
@Singleton
final class Trials {

    /** The comparison's own end comes first. */
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final Admission admission;
    private final Candidates candidates;

    Trials(Admission admission, Candidates candidates) {
        this.admission = admission;
        this.candidates = candidates;
    }

    /** What is said to whoever tries too often. */
    static Playground.Verdict limited() {
        return VerdictWords.without("not tried", "trouble", "Your own rate limit for updates is used up.", List.of());
    }

    /** As the caller would be told of a dry run. The caller's limits are not touched, and nothing is counted. */
    Playground.Verdict update(PolicySet policy, Playground.Said said, String requestId, Deadline deadline) {
        Optional<Caller> caller = policy.caller(said.caller()).filter(known -> known.role() == Role.CALLER);
        if (caller.isEmpty()) {
            return VerdictWords.without("not tried", "trouble", "There is no such caller.", List.of());
        }
        if (!Ids.isEndpointId(said.endpoint())) {
            return VerdictWords.without(
                    "not tried", "trouble", "An endpoint's id has 1 to 64 letters, digits, '_' or '-'.", List.of());
        }
        Dialect dialect = said.dialect().equals(Dialect.V1.name()) ? Dialect.V1 : Dialect.V2;
        return switch (dialect.parseUpdate(said.body().getBytes(StandardCharsets.UTF_8))) {
            case ParsedUpdate.Malformed(String pointer, String detail) ->
                VerdictWords.without(
                        "malformed", "bad", "This is not one JSON object.", List.of(Violation.at(pointer, detail)));
            case ParsedUpdate.Invalid(List<Violation> violations) ->
                VerdictWords.without("invalid", "bad", "RunPod's own rules refuse it.", violations);
            case ParsedUpdate.Understood(EndpointUpdate update, List<String> warnings) ->
                VerdictWords.of(decided(
                        policy,
                        request(caller.get(), said.endpoint(), dialect, update, warnings, requestId, deadline)));
        };
    }

    private Decision decided(PolicySet policy, UpdateRequest request) {
        return admission
                .rehearse(request, policy)
                .await()
                .atMost(request.deadline().remaining());
    }

    private static UpdateRequest request(
            Caller caller,
            String endpointId,
            Dialect dialect,
            EndpointUpdate update,
            List<String> warnings,
            String requestId,
            Deadline deadline) {
        return new UpdateRequest(
                Ids.fresh(),
                requestId,
                Optional.empty(),
                caller,
                endpointId,
                dialect.name(),
                update,
                warnings,
                true,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                deadline);
    }

    /** What a candidate policy would change. */
    Playground.Compared policy(String candidate, Deadline deadline) {
        byte[] text = candidate.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
        if (text.length > Candidates.LARGEST) {
            return ComparisonWords.broken("", List.of("a policy has at most 1 MiB here"));
        }
        Duration longest = deadline.remaining().plus(A_MOMENT);
        return switch (candidates.compare(text, deadline).await().atMost(longest)) {
            case Candidates.Told.Broken(String revision, List<PolicyError> errors) ->
                ComparisonWords.broken(
                        revision, errors.stream().map(PolicyError::toString).toList());
            case Candidates.Told.Compared(Comparison comparison, List<PolicyError> warnings) ->
                ComparisonWords.of(
                        comparison, warnings.stream().map(PolicyError::toString).toList());
            case Candidates.Told.TooLong late ->
                ComparisonWords.broken("", List.of("the candidate takes too long to be compared"));
            case Candidates.Told.Busy busy ->
                ComparisonWords.broken("", List.of("other candidates are being compared; try again in a moment"));
        };
    }
}
