package io.podgate.http;

import io.podgate.admission.Admission;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Outcome;
import io.podgate.admission.PolicySource;
import io.podgate.admission.UpdateFingerprint;
import io.podgate.admission.UpdateRequest;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.ParsedUpdate;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Payload;
import io.podgate.endpoint.Violation;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Takes an update from the wire to {@code admission} and its decision back. */
@Singleton
final class Updates {

    private static final String DRY_RUN = "dryRun";
    private static final String PLATFORM = "platform";

    private final Admission admission;
    private final PolicySource policies;
    private final DecisionAnswers answers;
    private final EnvDigest digest;
    private final HttpTimes times;

    Updates(Admission admission, PolicySource policies, DecisionAnswers answers, EnvDigest digest, HttpTimes times) {
        this.admission = admission;
        this.policies = policies;
        this.answers = answers;
        this.digest = digest;
        this.times = times;
    }

    Uni<Response> update(RoutingContext context, Dialect dialect, String endpointId) {
        Call call = Call.of(context, dialect, times.deadline());
        Optional<Problem> wrong = Preconditions.of(call, endpointId);
        if (wrong.isPresent()) {
            return Uni.createFrom().item(call.problem(wrong.get()));
        }
        return RequestBody.read(context, call.deadline()).chain(body -> switch (body) {
            case RequestBody.Received.Whole(Payload text) -> parsed(call, endpointId, text.bytes());
            case RequestBody.Received.Unusable(Problem problem) ->
                Uni.createFrom().item(call.problem(problem));
        });
    }

    private Uni<Response> parsed(Call call, String endpointId, byte[] body) {
        PolicySet policy = policies.current().orElseThrow();
        return (switch (call.dialect().parseUpdate(body)) {
                    case ParsedUpdate.Understood(EndpointUpdate update, List<String> warnings) ->
                        admission.admit(request(call, endpointId, update, warnings), policy);
                    case ParsedUpdate.Malformed(String pointer, String detail) ->
                        admission.refuse(
                                request(call, endpointId, nothing(), List.of()),
                                policy,
                                new Outcome.Malformed(Violation.at(pointer, detail)));
                    case ParsedUpdate.Invalid(List<Violation> violations) ->
                        admission.refuse(
                                request(call, endpointId, nothing(), List.of()),
                                policy,
                                new Outcome.Invalid(violations));
                })
                .map(decision -> answers.answer(call, decision));
    }

    private UpdateRequest request(Call call, String endpointId, EndpointUpdate update, List<String> warnings) {
        Optional<IdempotencyKey> key = call.header(Headers.IDEMPOTENCY_KEY)
                .map(text -> new IdempotencyKey(call.caller().team().orElse(PLATFORM), endpointId, text));
        return new UpdateRequest(
                Ids.fresh(),
                call.requestId(),
                call.caller(),
                endpointId,
                call.dialect().name(),
                update,
                warnings,
                call.query(DRY_RUN).contains("true"),
                call.caller().role() == Role.PLATFORM ? call.header(Preconditions.REASON) : Optional.empty(),
                key,
                key.isPresent() ? UpdateFingerprint.of(update, digest) : "",
                Headers.precondition(call),
                call.deadline());
    }

    private static EndpointUpdate nothing() {
        return EndpointUpdate.builder(EndpointUpdate.Tolerance.REFUSES).build();
    }
}
