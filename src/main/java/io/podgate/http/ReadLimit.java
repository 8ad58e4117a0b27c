package io.podgate.http;

import io.podgate.admission.CallerLimits;
import io.podgate.admission.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets a read go ahead that is as it should be and that its caller has some of its limit left for. */
@Singleton
final class ReadLimit {

    private static final String POLICY = "reads";

    private final CallerLimits limits;

    ReadLimit(CallerLimits limits) {
        this.limits = limits;
    }

    Uni<Response> read(Call call, Supplier<Uni<Response>> read) {
        return read(call, Optional.empty(), read);
    }

    /** @param flaw what is wrong with the request besides; empty where nothing is */
    Uni<Response> read(Call call, Optional<Outcome.Refused> flaw, Supplier<Uni<Response>> read) {
        return flaw.or(() -> Negotiation.ofAnswer(call))
                .map(refused -> Uni.createFrom().item(call.problem(DecisionAnswers.refused(refused))))
                .orElseGet(() -> counted(call, read));
    }

    private Uni<Response> counted(Call call, Supplier<Uni<Response>> read) {
        return limits.take(call.caller(), CallerLimits.Draw.READ).chain(allowance -> {
            Uni<Response> answer = allowance.granted()
                    ? read.get()
                    : Uni.createFrom()
                            .item(call.problem(DecisionAnswers.limited(Outcome.Scope.CALLER, allowance.retryAfter())));
            return answer.invoke(given -> Answers.quota(given.getHeaders(), allowance, POLICY));
        });
    }
}
