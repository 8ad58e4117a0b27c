package io.podgate.http;

import io.podgate.admission.Admission;
import io.podgate.admission.Decision;
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
    private static final List<String> YES = List.of("true");

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
        return Preconditions.of(call, endpointId)
                .map(refused -> refuse(call, endpointId, refused))
                .orElseGet(() -> RequestBody.read(context, call.deadline()).chain(body -> switch (body) {
                    case RequestBody.Received.Whole(Payload text) -> parsed(call, endpointId, text.bytes());
                    case RequestBody.Received.Unusable(Outcome.Refused refused) -> refuse(call, endpointId, refused);
                }));
    }

    /** Ends an update of somebody known that does not come to its route: a decision like any other. */
    Uni<Response> refuse(RoutingContext context, UpdateRoute route, Outcome why) {
        return refuse(Call.of(context, route.dialect(), times.deadline()), route.endpointId(), why);
    }

    private Uni<Response> parsed(Call call, String endpointId, byte[] body) {
        return switch (call.dialect().parseUpdate(body)) {
            case ParsedUpdate.Understood(EndpointUpdate update, List<String> warnings) ->
                answered(call, admission.admit(request(call, endpointId, update, warnings), policy()));
            case ParsedUpdate.Malformed(String pointer, String detail) ->
                refuse(call, endpointId, new Outcome.Malformed(Violation.at(pointer, detail)));
            case ParsedUpdate.Invalid(List<Violation> violations) ->
                refuse(call, endpointId, new Outcome.Invalid(violations));
        };
    }

    private Uni<Response> refuse(Call call, String endpointId, Outcome why) {
        UpdateRequest nothing = request(call, Ids.recordable(endpointId), nothing(), List.of());
        return answered(call, admission.refuse(nothing, policy(), why));
    }

    private Uni<Response> answered(Call call, Uni<Decision> decided) {
        return decided.map(decision -> answers.answer(call, decision));
    }

    private PolicySet policy() {
        return policies.current().orElseThrow();
    }

    private UpdateRequest request(Call call, String endpointId, EndpointUpdate update, List<String> warnings) {
        Optional<IdempotencyKey> key = Headers.key(call)
                .map(text -> new IdempotencyKey(call.caller().team().orElse(PLATFORM), endpointId, text));
        return new UpdateRequest(
                Ids.fresh(),
                call.requestId(),
                Headers.traceId(call),
                call.caller(),
                endpointId,
                call.dialect().name(),
                update,
                warnings,
                call.query(DRY_RUN).equals(YES),
                Preconditions.reason(call),
                key,
                key.isPresent() ? UpdateFingerprint.of(update, digest) : "",
                Headers.precondition(call),
                call.deadline());
    }

    private static EndpointUpdate nothing() {
        return EndpointUpdate.builder(EndpointUpdate.Tolerance.REFUSES).build();
    }
}
