package io.podgate.http;

import io.podgate.admission.EndpointReads;
import io.podgate.admission.EndpointReads.Include;
import io.podgate.admission.Errand;
import io.podgate.admission.Outcome;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Reply;
import io.podgate.admission.Sighting;
import io.podgate.admission.Upstream;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.EndpointTag;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.dialect.Rendered;
import io.podgate.dialect.V1Workers;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Payload;
import io.podgate.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Answers reads: what the caller's team owns, in the caller's dialect. */
@Singleton
final class Reads {

    private static final String INCLUDE_WORKERS = "includeWorkers";

    private final EndpointReads runpod;
    private final PolicySource policies;
    private final ReadLimit limit;
    private final Translation translation;
    private final HttpTimes times;

    Reads(EndpointReads runpod, PolicySource policies, ReadLimit limit, Translation translation, HttpTimes times) {
        this.runpod = runpod;
        this.policies = policies;
        this.limit = limit;
        this.translation = translation;
        this.times = times;
    }

    Uni<Response> list(RoutingContext context, Dialect dialect) {
        Call call = Call.of(context, dialect, times.deadline());
        return limit.read(
                call,
                () -> runpod.list(include(call), errand(call))
                        .map(reply -> answer(call, reply, all -> owned(call, all))));
    }

    Uni<Response> one(RoutingContext context, Dialect dialect, String endpointId) {
        Call call = Call.of(context, dialect, times.deadline());
        return limit.read(
                call,
                Preconditions.badId(endpointId),
                () -> runpod.one(endpointId, include(call), errand(call))
                        .chain(reply -> wantsWorkersOfV2(call, reply)
                                ? runpod.workers(endpointId, errand(call))
                                        .map(workers -> answer(call, workers, text -> withWorkers(call, reply, text)))
                                : Uni.createFrom().item(answer(call, reply, now -> owned(call, now)))));
    }

    private Response.ResponseBuilder owned(Call call, Sighting now) {
        if (!owns(call, now.endpoint())) {
            return notFound(call);
        }
        if (!include(call).equals(Include.NOTHING)) {
            return translation.untagged(call, now);
        }
        String tag = EndpointTag.of(now.text().bytes());
        return Headers.hasAlready(call, tag)
                ? Response.notModified(new EntityTag(tag))
                : translation.endpoint(call, now);
    }

    /** v1 shows workers beside the endpoint, v2 on a path of their own. */
    private boolean wantsWorkersOfV2(Call call, Reply<Sighting> reply) {
        return call.speaksV1()
                && !translation.same(call)
                && call.query(INCLUDE_WORKERS).contains("true")
                && reply instanceof Reply.Answered<Sighting>(Sighting now, Upstream upstream)
                && owns(call, now.endpoint());
    }

    private Response.ResponseBuilder withWorkers(Call call, Reply<Sighting> reply, Payload workers) {
        Sighting now = ((Reply.Answered<Sighting>) reply).value();
        Rendered rendered = translation.render(call, now);
        try {
            Response.ResponseBuilder answer = Answers.json(V1Workers.in(rendered.text(), workers.bytes()));
            Answers.warn(answer, rendered.warnings());
            return answer;
        } catch (GarbledAnswer e) {
            return problem(call, Problem.of(ProblemType.RUNPOD_FAILED, "RunPod's answer could not be read"));
        }
    }

    /** A part of an endpoint that only v2 has; RunPod's own text. */
    Uni<Response> part(
            RoutingContext context, String endpointId, BiFunction<EndpointReads, Errand, Uni<Reply<Payload>>> part) {
        Call call = Call.of(context, Dialect.V2, times.deadline());
        if (!translation.same(call)) {
            return Uni.createFrom()
                    .item(call.problem(Problem.of(
                            ProblemType.NOT_SUPPORTED,
                            "the RunPod behind this gateway speaks v1, which does not tell this")));
        }
        return limit.read(
                call,
                Preconditions.badId(endpointId),
                () -> runpod.one(endpointId, Include.NOTHING, errand(call))
                        .chain(reply -> reply instanceof Reply.Answered<Sighting>(Sighting now, var upstream)
                                        && owns(call, now.endpoint())
                                ? part.apply(runpod, errand(call)).map(text -> answer(call, text, Answers::json))
                                : Uni.createFrom().item(answer(call, reply, now -> notFound(call)))));
    }

    private <T> Response answer(Call call, Reply<T> reply, Function<T, Response.ResponseBuilder> good) {
        Response.ResponseBuilder answer = switch (reply) {
            case Reply.Answered<T> answered -> good.apply(answered.value());
            case Reply.Rejected<T> r when r.status() == 404 -> notFound(call);
            case Reply.Rejected<T> r ->
                problem(
                        call,
                        Problem.of(ProblemType.RUNPOD_REJECTED, r.detail()).withStatus(r.status()));
            case Reply.Limited<T> l -> problem(call, DecisionAnswers.limited(Outcome.Scope.RUNPOD, l.retryAfter()));
            case Reply.Failed<T> f -> problem(call, Problem.of(ProblemType.RUNPOD_FAILED, f.detail()));
            case Reply.Unsettled<T> u -> problem(call, Problem.of(ProblemType.RUNPOD_FAILED, u.detail()));
            case Reply.Unavailable<T> u ->
                problem(
                        call,
                        Problem.of(ProblemType.RUNPOD_UNAVAILABLE, u.detail()).retryAfter(u.retryAfter()));
            case Reply.Overloaded<T> o ->
                problem(
                        call,
                        Problem.of(ProblemType.OVERLOADED, "too many requests are under way at once")
                                .retryAfter(Duration.ofSeconds(1)));
        };
        reply.upstream().requestId().ifPresent(id -> answer.header("Podgate-Runpod-Request-Id", id));
        return call.label(answer).build();
    }

    private Response.ResponseBuilder owned(Call call, List<Sighting> all) {
        Set<String> warnings = new LinkedHashSet<>();
        if (!translation.same(call)
                && call.speaksV1()
                && call.query(INCLUDE_WORKERS).contains("true")) {
            warnings.add("Workers are left out of lists: RunPod's v2 tells them one endpoint at a time.");
        }
        List<Payload> elements = all.stream()
                .filter(sighting -> owns(call, sighting.endpoint()))
                .map(sighting -> {
                    Rendered rendered = translation.render(call, sighting);
                    warnings.addAll(rendered.warnings());
                    return rendered.text();
                })
                .toList();
        Response.ResponseBuilder answer = Answers.json(translation.list(call, elements));
        Answers.warnOfList(answer, warnings);
        return answer;
    }

    private boolean owns(Call call, Endpoint endpoint) {
        PolicySet policy = policies.current().orElseThrow();
        return policy.owns(call.caller(), endpoint.id(), endpoint.name());
    }

    private Response.ResponseBuilder notFound(Call call) {
        return problem(call, DecisionAnswers.notFound(translation.contact(call.caller())));
    }

    private static Response.ResponseBuilder problem(Call call, Problem problem) {
        return Answers.problem(problem, Optional.empty(), call.speaksV1());
    }

    private Errand errand(Call call) {
        PolicySet policy = policies.current().orElseThrow();
        return new Errand(Errand.Share.of(call.caller(), policy), Errand.Urgency.READ, call.deadline());
    }

    private Include include(Call call) {
        return call.speaksV1() && translation.same(call)
                ? new Include(
                        call.query("includeTemplate").contains("true"),
                        call.query(INCLUDE_WORKERS).contains("true"))
                : Include.NOTHING;
    }
}
