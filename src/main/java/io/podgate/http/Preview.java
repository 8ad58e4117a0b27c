package io.podgate.http;

import io.podgate.admission.Outcome;
import io.podgate.dialect.Dialect;
import io.podgate.policy.PolicyError;
import io.podgate.rehearsal.Comparison;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers what a candidate policy would change. */
@Singleton
final class Preview {

    private static final Set<String> YAML =
            Set.of("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml");

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Candidates candidates;
    private final ReadLimit limit;
    private final HttpTimes times;

    Preview(Candidates candidates, ReadLimit limit, HttpTimes times) {
        this.candidates = candidates;
        this.limit = limit;
        this.times = times;
    }

    Uni<Response> preview(RoutingContext context) {
        Call call = Call.of(context, Dialect.V2, times.deadline());
        return limit.read(
                call,
                Parameters.NONE.flaw(call).or(() -> language(context)).or(() -> Negotiation.ofEncoding(call)),
                () -> RequestBody.read(context, call.deadline(), Candidates.LARGEST)
                        .chain(received -> switch (received) {
                            case RequestBody.Received.Unusable(Outcome.Refused why) ->
                                Uni.createFrom().item(call.problem(DecisionAnswers.refused(why)));
                            case RequestBody.Received.Whole(var text) -> compared(call, text.bytes());
                        }));
    }

    private static Optional<Outcome.Refused> language(RoutingContext context) {
        String said =
                Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("");
        int parameters = said.indexOf(';');
        String type =
                (parameters < 0 ? said : said.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
        return YAML.contains(type)
                ? Optional.empty()
                : Optional.of(new Outcome.Refused(Outcome.Flaw.LANGUAGE, "send the policy as application/yaml"));
    }

    private Uni<Response> compared(Call call, byte[] candidate) {
        return Decisions.readable(
                call, candidates.compare(candidate, call.deadline()).map(told -> answer(call, told)));
    }

    private static Response answer(Call call, Candidates.Told told) {
        return switch (told) {
            case Candidates.Told.Compared(Comparison comparison, List<PolicyError> warnings) -> {
                Map<String, Object> body = said(List.of(), warnings);
                body.putAll(comparison.plain());
                yield compared(call, body);
            }
            case Candidates.Told.Broken(String revision, List<PolicyError> errors) -> {
                Map<String, Object> body = said(errors, List.of());
                body.put("policyRevision", revision);
                yield compared(call, body);
            }
            case Candidates.Told.TooLong late ->
                call.problem(Problem.of(ProblemType.OVERLOADED, "the candidate takes too long to be compared"));
            case Candidates.Told.Busy busy ->
                call.problem(Problem.of(ProblemType.OVERLOADED, "other candidates are being compared")
                        .retryAfter(SOON));
        };
    }

    private static Response compared(Call call, Map<String, Object> body) {
        return call.label(Answers.json(body)).build();
    }

    private static Map<String, Object> said(List<PolicyError> errors, List<PolicyError> warnings) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("errors", errors.stream().map(PolicyError::toString).toList());
        body.put("warnings", warnings.stream().map(PolicyError::toString).toList());
        return body;
    }
}
