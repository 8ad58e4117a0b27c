package io.podgate.http;

import io.podgate.admission.Fleet;
import io.podgate.admission.LimitListener;
import io.podgate.admission.Reply;
import io.podgate.admission.Sighting;
import io.podgate.admission.Told;
import io.podgate.admission.Upstream;
import io.podgate.dialect.Rendered;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers to reads: bytes that are there already, how old they are, and what went wrong. */
@Singleton
final class ReadAnswers {

    private static final String INCLUDE_WORKERS = "includeWorkers";
    private static final String AGE = "Age";
    private static final int NOT_FOUND = 404;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Fleet fleet;
    private final Translation translation;
    private final Album album;
    private final LimitListener limits;
    private final InstantSource clock;

    ReadAnswers(Fleet fleet, Translation translation, Album album, LimitListener limits, InstantSource clock) {
        this.fleet = fleet;
        this.translation = translation;
        this.album = album;
        this.limits = limits;
        this.clock = clock;
    }

    static boolean wantsWorkers(Call call) {
        return call.query(INCLUDE_WORKERS).contains("true");
    }

    /** With its tag; or only that, where the caller has this version already. */
    Response endpoint(Call call, Reply.Answered<Sighting> now) {
        Sighting sighting = now.value();
        Shown shown = album.of(sighting);
        Response.ResponseBuilder answer = Headers.hasAlready(call, shown.tag().getValue())
                ? Response.notModified(shown.tag())
                : Translation.endpoint(shown, album.render(call, sighting));
        if (!fleet.recent(sighting)) {
            Answers.warnOfAge(answer);
        }
        return finished(call, answer, sighting.at(), now.upstream());
    }

    /** With more in it than the configuration, and therefore without a tag. */
    Response included(Call call, Reply<Sighting> reply) {
        return reply instanceof Reply.Answered<Sighting>(Sighting sighting, Upstream upstream)
                ? text(call, new Rendered(sighting.text(), List.of()), sighting.at(), upstream)
                : failed(call, reply);
    }

    Response part(Call call, Reply<Told> reply) {
        return reply instanceof Reply.Answered<Told>(Told told, Upstream upstream)
                ? text(call, new Rendered(told.text(), List.of()), told.asked(), upstream)
                : failed(call, reply);
    }

    Response text(Call call, Rendered rendered, Instant asked, Upstream upstream) {
        Response.ResponseBuilder answer = Answers.json(rendered.text());
        Answers.warn(answer, rendered.warnings());
        return finished(call, answer, asked, upstream);
    }

    Response list(Call call, Rendered list, Instant asked, Upstream upstream) {
        List<String> warnings = new ArrayList<>();
        if (!translation.same(call) && call.speaksV1() && wantsWorkers(call)) {
            warnings.add("Workers are left out of lists: RunPod's v2 tells them one endpoint at a time.");
        }
        warnings.addAll(list.warnings());
        Response.ResponseBuilder answer = Answers.json(list.text());
        Answers.warnOfList(answer, warnings);
        if (!fleet.listedRecently()) {
            Answers.warnOfAge(answer);
        }
        return finished(call, answer, asked, upstream);
    }

    private Response finished(Call call, Response.ResponseBuilder answer, Instant asked, Upstream upstream) {
        answer.header(AGE, Tally.age(asked, clock.instant()));
        upstream.requestId().ifPresent(id -> answer.header("Podgate-Runpod-Request-Id", id));
        return call.label(answer).build();
    }

    /** Whether RunPod was asked for it just now would tell a missing endpoint from another team's. */
    Response notFound(Call call) {
        return call.problem(DecisionAnswers.notFound(translation.contact(call.caller())));
    }

    Response neverListed(Call call) {
        return call.problem(DecisionAnswers.unknowable("RunPod's endpoints, which could not be listed yet", SOON));
    }

    Response unreadable(Call call) {
        return call.problem(Problem.of(ProblemType.RUNPOD_FAILED, "RunPod's answer could not be read"));
    }

    static Problem notToldByV1() {
        return Problem.of(
                ProblemType.NOT_SUPPORTED, "the RunPod behind this gateway speaks v1, which does not tell this");
    }

    /** Of an endpoint that was looked up, and is not the team's, or nobody knows whose. */
    Response notOwned(Call call, Reply<Sighting> reply) {
        return switch (reply) {
            case Reply.Answered<Sighting> anothers -> notFound(call);
            case Reply.Unavailable<Sighting> away when fleet.listed().isEmpty() -> neverListed(call);
            case Reply.Unsettled<Sighting> unknown when fleet.listed().isEmpty() -> neverListed(call);
            default -> failed(call, reply);
        };
    }

    /** Of a reply that is no answer. */
    <T> Response failed(Call call, Reply<T> reply) {
        if (reply instanceof Reply.Limited<T> limited) {
            limits.turnedAway(call.caller(), limited.scope());
        }
        Problem problem = switch (reply) {
            case Reply.Answered<T> answered -> throw new IllegalArgumentException("a good answer");
            case Reply.Rejected<T> rejected
            when rejected.status() == NOT_FOUND -> DecisionAnswers.notFound(translation.contact(call.caller()));
            case Reply.Rejected<T> rejected ->
                Problem.of(ProblemType.RUNPOD_REJECTED, rejected.detail()).withStatus(rejected.status());
            case Reply.Limited<T> limited -> DecisionAnswers.limited(limited.scope(), limited.retryAfter());
            case Reply.Failed<T> failed -> Problem.of(ProblemType.RUNPOD_FAILED, failed.detail());
            case Reply.Unsettled<T> unsettled -> Problem.of(ProblemType.RUNPOD_FAILED, unsettled.detail());
            case Reply.Unavailable<T> away ->
                Problem.of(ProblemType.RUNPOD_UNAVAILABLE, away.detail()).retryAfter(away.retryAfter());
            case Reply.Overloaded<T> full ->
                Problem.of(ProblemType.OVERLOADED, "too many requests are under way at once")
                        .retryAfter(Duration.ofSeconds(1));
        };
        Response.ResponseBuilder answer = Answers.problem(problem, Optional.empty(), call.speaksV1());
        if (problem.type() != ProblemType.ENDPOINT_NOT_FOUND) {
            reply.upstream().requestId().ifPresent(id -> answer.header("Podgate-Runpod-Request-Id", id));
        }
        return call.label(answer).build();
    }
}
