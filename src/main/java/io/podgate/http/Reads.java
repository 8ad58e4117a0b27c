package io.podgate.http;

import io.podgate.admission.EndpointReads;
import io.podgate.admission.EndpointReads.Freshness;
import io.podgate.admission.EndpointReads.Include;
import io.podgate.admission.Errand;
import io.podgate.admission.Fleet;
import io.podgate.admission.Listing;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Reply;
import io.podgate.admission.Sighting;
import io.podgate.admission.Told;
import io.podgate.admission.Upstream;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.dialect.Rendered;
import io.podgate.dialect.V1Workers;
import io.podgate.endpoint.Payload;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Team;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answers reads: what the caller's team owns, in the caller's dialect. What the snapshot shows of the team's endpoints
 * is answered from it. Anything else is looked up at RunPod, others' endpoints as those that do not exist, so that
 * neither an outage nor the time that it takes tells the two apart.
 */
@Singleton
final class Reads {

    private final Fleet fleet;
    private final EndpointReads runpod;
    private final PolicySource policies;
    private final ReadLimit limit;
    private final Translation translation;
    private final Album album;
    private final ReadAnswers answers;
    private final HttpTimes times;

    Reads(
            Fleet fleet,
            EndpointReads runpod,
            PolicySource policies,
            ReadLimit limit,
            Translation translation,
            Album album,
            ReadAnswers answers,
            HttpTimes times) {
        this.fleet = fleet;
        this.runpod = runpod;
        this.policies = policies;
        this.limit = limit;
        this.translation = translation;
        this.album = album;
        this.answers = answers;
        this.times = times;
    }

    Uni<Response> list(RoutingContext context, Dialect dialect) {
        Call call = Call.of(context, dialect, times.deadline());
        return limit.read(call, () -> {
            Include include = include(call);
            if (!include.equals(Include.NOTHING)) {
                return runpod.list(include, freshness(call), errand(call)).map(reply -> whole(call, reply));
            }
            return freshness(call) == Freshness.LATELY
                    ? listed(call, Upstream.NONE)
                    : runpod.list(include, Freshness.NOW, errand(call))
                            .chain(reply -> reply instanceof Reply.Answered<Listing> answered
                                    ? listed(call, answered.upstream())
                                    : Uni.createFrom().item(answers.failed(call, reply)));
        });
    }

    /** From the snapshot. */
    private Uni<Response> listed(Call call, Upstream upstream) {
        Optional<Instant> asked = fleet.listed();
        PolicySet policy = policy();
        Optional<Team> team = policy.teamOf(call.caller());
        if (asked.isEmpty() || team.isEmpty()) {
            return Uni.createFrom().item(asked.isEmpty() ? answers.neverListed(call) : answers.notFound(call));
        }
        return album.page(team.get(), call.dialect(), policy)
                .map(list -> Uni.createFrom().item(list))
                .orElseGet(() -> Uni.createFrom()
                        .item(() -> album.make(team.get(), call.dialect(), policy))
                        .runSubscriptionOn(Thread::startVirtualThread))
                .map(list -> answers.list(call, list, asked.get(), upstream));
    }

    /** With workers or templates in it, which no snapshot has. */
    private Response whole(Call call, Reply<Listing> reply) {
        if (reply instanceof Reply.Answered<Listing>(Listing listing, Upstream upstream)) {
            List<Payload> elements = listing.endpoints().stream()
                    .filter(sighting -> owns(call, sighting))
                    .map(Sighting::text)
                    .toList();
            Rendered list = new Rendered(call.dialect().list(elements), List.of());
            return answers.list(call, list, listing.asked(), upstream);
        }
        return answers.failed(call, reply);
    }

    Uni<Response> one(RoutingContext context, Dialect dialect, String endpointId) {
        Call call = Call.of(context, dialect, times.deadline());
        return limit.read(call, Preconditions.badId(endpointId), () -> {
            Include include = include(call);
            if (!include.equals(Include.NOTHING)) {
                return owned(
                        call,
                        endpointId,
                        Freshness.LATELY,
                        now -> runpod.one(endpointId, include, freshness(call), errand(call))
                                .map(reply -> answers.included(call, reply)));
            }
            if (ReadAnswers.wantsWorkers(call) && !translation.same(call)) {
                return owned(
                        call,
                        endpointId,
                        freshness(call),
                        now -> runpod.workers(endpointId, freshness(call), errand(call))
                                .map(reply -> withWorkers(call, now, reply)));
            }
            return owned(
                    call, endpointId, freshness(call), now -> Uni.createFrom().item(answers.endpoint(call, now)));
        });
    }

    /** A part of an endpoint that only v2 has; RunPod's own text. */
    Uni<Response> part(RoutingContext context, String endpointId, Part part) {
        Call call = Call.of(context, Dialect.V2, times.deadline());
        if (!translation.same(call)) {
            return Uni.createFrom().item(call.problem(ReadAnswers.notToldByV1()));
        }
        return limit.read(
                call,
                Preconditions.badId(endpointId),
                () -> owned(
                        call,
                        endpointId,
                        Freshness.LATELY,
                        now -> part.read(runpod, freshness(call), errand(call))
                                .map(reply -> answers.part(call, reply))));
    }

    /** What is read of an endpoint. */
    @FunctionalInterface
    interface Part {
        Uni<Reply<Told>> read(EndpointReads runpod, Freshness freshness, Errand errand);
    }

    /** What follows where the endpoint turns out to be the caller's team's. */
    @FunctionalInterface
    private interface Next {
        Uni<Response> of(Reply.Answered<Sighting> now);
    }

    private Uni<Response> owned(Call call, String endpointId, Freshness freshness, Next next) {
        if (freshness == Freshness.LATELY) {
            Optional<Sighting> known = fleet.known(endpointId);
            if (known.isPresent() && ownsKnown(call, known.get())) {
                return next.of(new Reply.Answered<>(known.get(), Upstream.NONE));
            }
        }
        return looked(call, endpointId, freshness)
                .chain(reply -> reply instanceof Reply.Answered<Sighting> answered && owns(call, answered.value())
                        ? next.of(answered)
                        : Uni.createFrom().item(answers.notOwned(call, reply)));
    }

    private Uni<Reply<Sighting>> looked(Call call, String endpointId, Freshness freshness) {
        return switch (freshness) {
            case LATELY -> runpod.lookUp(endpointId, sighting -> owns(call, sighting), errand(call));
            case NOW -> runpod.one(endpointId, Include.NOTHING, Freshness.NOW, errand(call));
        };
    }

    private Response withWorkers(Call call, Reply.Answered<Sighting> now, Reply<Told> workers) {
        if (workers instanceof Reply.Answered<Told>(Told told, Upstream upstream)) {
            Rendered rendered = album.render(call, now.value());
            try {
                Payload both = V1Workers.in(rendered.text(), told.text().bytes());
                Instant older = told.asked().isBefore(now.value().at())
                        ? told.asked()
                        : now.value().at();
                return answers.text(call, new Rendered(both, rendered.warnings()), older, upstream);
            } catch (GarbledAnswer e) {
                return answers.unreadable(call);
            }
        }
        return answers.failed(call, workers);
    }

    private boolean owns(Call call, Sighting sighting) {
        return policy().owns(
                        call.caller(),
                        sighting.endpoint().id(),
                        sighting.endpoint().name());
    }

    /** The same, remembered; of what is in the snapshot. */
    private boolean ownsKnown(Call call, Sighting sighting) {
        PolicySet policy = policy();
        return policy.teamOf(call.caller())
                .filter(album.of(sighting).owner(policy)::isOwnedBy)
                .isPresent();
    }

    private PolicySet policy() {
        return policies.current().orElseThrow();
    }

    private Errand errand(Call call) {
        return new Errand(Errand.Share.of(call.caller(), policy()), Errand.Urgency.READ, call.deadline());
    }

    private static Freshness freshness(Call call) {
        return Headers.wantsFresh(call) ? Freshness.NOW : Freshness.LATELY;
    }

    private Include include(Call call) {
        return call.speaksV1() && translation.same(call)
                ? new Include(call.query("includeTemplate").contains("true"), ReadAnswers.wantsWorkers(call))
                : Include.NOTHING;
    }
}
