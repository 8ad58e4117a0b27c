package io.podgate.http;

import io.podgate.admission.Catalogs;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.Fleet;
import io.podgate.admission.Outcome;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Sighting;
import io.podgate.dialect.Dialect;
import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import io.podgate.rehearsal.Rehearsal;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says what a candidate policy would change, and changes nothing. */
@Singleton
final class Preview {

    private static final int LARGEST = 1 << 20;
    private static final int DECISIONS = 200;
    private static final String NAME = "candidate.yaml";
    private static final Set<String> YAML =
            Set.of("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml");

    private final PolicySource policies;
    private final Fleet fleet;
    private final Catalogs catalogs;
    private final DecisionLog log;
    private final ReadLimit limit;
    private final HttpTimes times;
    private final InstantSource clock;

    Preview(
            PolicySource policies,
            Fleet fleet,
            Catalogs catalogs,
            DecisionLog log,
            ReadLimit limit,
            HttpTimes times,
            InstantSource clock) {
        this.policies = policies;
        this.fleet = fleet;
        this.catalogs = catalogs;
        this.log = log;
        this.limit = limit;
        this.times = times;
        this.clock = clock;
    }

    Uni<Response> preview(RoutingContext context) {
        Call call = Call.of(context, Dialect.V2, times.deadline());
        return limit.read(
                call,
                Parameters.NONE.flaw(call).or(() -> language(context)),
                () -> RequestBody.read(context, call.deadline(), LARGEST).chain(received -> switch (received) {
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
                : Optional.of(new Outcome.Refused(Outcome.Flaw.FORM, "send the policy as application/yaml"));
    }

    private Uni<Response> compared(Call call, byte[] candidate) {
        DecisionLog.Query latest = new DecisionLog.Query(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), DECISIONS);
        return Decisions.readable(
                call,
                log.find(latest)
                        .chain(page -> PlatformAnswers.elsewhere(() -> body(candidate, page)))
                        .map(body -> call.label(Answers.json(body)).build()));
    }

    private Map<String, Object> body(byte[] candidate, DecisionLog.Page page) {
        PolicySet current = policies.current().orElseThrow();
        return switch (PolicyLoader.load(NAME, candidate)) {
            case PolicyLoad.Loaded(PolicySet policy, List<PolicyError> warnings) -> {
                Map<String, Object> body = said(List.of(), warnings);
                body.putAll(Rehearsal.compare(
                                current,
                                policy,
                                catalogs.current(),
                                fleet.all().stream().map(Sighting::endpoint).toList(),
                                page.entries().stream()
                                        .map(entry -> entry.text().bytes()),
                                clock.instant())
                        .plain());
                yield body;
            }
            case PolicyLoad.Broken(List<PolicyError> errors) -> broken(current, errors);
            case PolicyLoad.Unsettled unsettled -> throw new IllegalStateException("a text cannot be unsettled");
        };
    }

    private static Map<String, Object> broken(PolicySet current, List<PolicyError> errors) {
        Map<String, Object> body = said(errors, List.of());
        body.put("policyRevision", current.revision());
        return body;
    }

    private static Map<String, Object> said(List<PolicyError> errors, List<PolicyError> warnings) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("errors", errors.stream().map(PolicyError::toString).toList());
        body.put("warnings", warnings.stream().map(PolicyError::toString).toList());
        return body;
    }
}
