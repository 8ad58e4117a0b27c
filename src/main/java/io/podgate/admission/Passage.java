package io.podgate.admission;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Team;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One update on its way: finds the endpoint, makes the update definite, has it judged and forwarded. */
final class Passage {

    private static final Duration A_MOMENT = Duration.ofSeconds(3);
    private static final int NOT_FOUND = 404;

    private final Admission.Ports ports;
    private final UpdateRequest request;
    private final PolicySet policy;
    private final Findings findings;
    private final Limiting limiting;
    private final Judging judging;
    private final Forwarding forwarding;
    private final Replaying replaying;
    private final Errand errand;
    private final Instant arrived;

    private Optional<EndpointConfig> template = Optional.empty();
    private long picture;

    Passage(Admission.Ports ports, UpdateRequest request, PolicySet policy) {
        this.ports = ports;
        this.request = request;
        this.errand = new Errand(Errand.Share.of(request.caller(), policy), Errand.Urgency.UPDATE, request.deadline());
        this.policy = policy;
        this.arrived = ports.clock().instant();
        this.findings = new Findings(request, policy.revision());
        this.limiting = new Limiting(ports.limits(), request, findings);
        this.judging = new Judging(ports, request, policy, findings, limiting);
        this.forwarding = new Forwarding(ports, request, policy, findings, errand);
        this.replaying = new Replaying(ports.ledger(), ports.runpod(), request);
    }

    Findings findings() {
        return findings;
    }

    Limiting limiting() {
        return limiting;
    }

    /**
     * To the end. What was seen while this waited for its turn is as good as a look of its own, so that of many equal
     * updates at once one is sent, and the others need ask nobody to see that it was.
     */
    Uni<Forwarding.Forwarded.Over> through() {
        picture = ports.ledger().picture(request.endpointId());
        Optional<Sighting> known = ports.fleet().known(request.endpointId());
        if (known.isPresent()) {
            return from(known.get(), known.get().at().isAfter(arrived));
        }
        return limited(() -> fromRunpodItself());
    }

    /** Reads the endpoint from RunPod and goes on with that. */
    private Uni<Forwarding.Forwarded.Over> fromRunpodItself() {
        return read(errand, Optional.empty());
    }

    /**
     * The same, or where RunPod does not tell in a moment with what is known.
     *
     * @param shrinks whether it is to be seen that something shrinks, which does not wait for others
     */
    private Uni<Forwarding.Forwarded.Over> fromRunpodOr(Sighting known, boolean shrinks) {
        Errand look = errand.within(A_MOMENT);
        return read(shrinks ? look.as(Errand.Urgency.SHRINK) : look, Optional.of(known));
    }

    private Uni<Forwarding.Forwarded.Over> read(Errand look, Optional<Sighting> otherwise) {
        return ports.fleet().fetch(request.endpointId(), look).chain(reply -> {
            findings.read(reply);
            if (reply instanceof Reply.Answered<Sighting> answered) {
                return from(answered.value(), true);
            }
            if (reply instanceof Reply.Rejected<Sighting> rejected && rejected.status() == NOT_FOUND) {
                return over(notFound());
            }
            return otherwise
                    .map(sighting -> from(sighting, true))
                    .orElseGet(() -> over(Endings.ofLookup(reply, "the endpoint's current state")));
        });
    }

    private Uni<Forwarding.Forwarded.Over> from(Sighting sighting, boolean fresh) {
        if (!mayTouch(sighting.endpoint())) {
            return notOurs(fresh);
        }
        return replaying.ending(sighting, fresh).chain(ended -> switch (ended) {
            case Replaying.Ended.Not not -> unlessTagged(sighting, fresh);
            case Replaying.Ended.Over(Outcome outcome) -> limited(() -> over(outcome));
            case Replaying.Ended.LookAgain lookAgain -> limited(() -> fromRunpodOr(sighting, false));
        });
    }

    private Uni<Forwarding.Forwarded.Over> unlessTagged(Sighting sighting, boolean fresh) {
        if (request.precondition().isPresent()) {
            if (!fresh) {
                return fromRunpodItself();
            }
            String tag = ports.runpod().tag(sighting);
            if (!request.precondition().get().holds(tag)) {
                return limited(() -> over(new Outcome.PreconditionFailed(tag)));
            }
        }
        return withTemplate(sighting, fresh);
    }

    /**
     * Another team's endpoint ends as one that does not exist: by what RunPod says now, so that neither an outage nor
     * the time that it takes tells the two apart.
     */
    private Uni<Forwarding.Forwarded.Over> notOurs(boolean fresh) {
        return limited(() -> fresh ? over(notFound()) : fromRunpodItself());
    }

    private Uni<Forwarding.Forwarded.Over> withTemplate(Sighting sighting, boolean fresh) {
        Optional<String> stands = sighting.endpoint().config().get(Field.TEMPLATE);
        Optional<String> mentioned = request.update().value(Field.TEMPLATE);
        if (mentioned.isEmpty() || mentioned.equals(stands) || template.isPresent()) {
            return drafted(sighting, fresh);
        }
        return limited(() -> read(mentioned.get(), sighting, fresh));
    }

    private Uni<Forwarding.Forwarded.Over> read(String id, Sighting sighting, boolean fresh) {
        if (!policy.mayChange(request.caller(), Field.TEMPLATE)) {
            // Templates are read with the gateway's key, so not for somebody who may not apply one.
            template = Optional.of(EndpointConfig.unknown());
            return drafted(sighting, fresh);
        }
        return ports.runpod().template(id, errand).chain(reply -> {
            findings.read(reply);
            if (reply instanceof Reply.Answered<EndpointConfig> answered) {
                template = Optional.of(answered.value());
                return drafted(sighting, fresh);
            }
            return over(
                    reply instanceof Reply.Rejected<EndpointConfig>
                            ? Endings.ofUpdate(reply)
                            : Endings.ofLookup(reply, "the template"));
        });
    }

    private Uni<Forwarding.Forwarded.Over> drafted(Sighting sighting, boolean fresh) {
        Catalog catalog = ports.catalogs().current();
        return switch (ports.runpod().draft(sighting.endpoint(), request.update(), catalog, template)) {
            case Draft.Refused(List<Violation> reasons) -> undrafted(new Outcome.Invalid(reasons), fresh);
            case Draft.Unknowable(String missing) ->
                undrafted(new Outcome.StateUnavailable(missing, Endings.SOON), fresh);
            case Draft.Ready ready ->
                judging.judge(sighting, fresh, ready).chain(judged -> decided(judged, sighting, fresh));
        };
    }

    /** What RunPod's rules refuse for an endpoint is refused for the endpoint as it is now. */
    private Uni<Forwarding.Forwarded.Over> undrafted(Outcome outcome, boolean fresh) {
        return limited(() -> fresh ? over(outcome) : fromRunpodItself());
    }

    private Uni<Forwarding.Forwarded.Over> decided(Judging.Judged judged, Sighting sighting, boolean fresh) {
        return switch (judged) {
            case Judging.Judged.Over(Outcome outcome) -> over(outcome);
            case Judging.Judged.LookAgain(boolean goodEnough) ->
                goodEnough ? fromRunpodOr(sighting, request.isBrake()) : fromRunpodItself();
            case Judging.Judged.Allowed allowed ->
                forwarding.forward(allowed, picture, fresh).chain(forwarded -> switch (forwarded) {
                    case Forwarding.Forwarded.Over over -> Uni.createFrom().item(over);
                    case Forwarding.Forwarded.Stale(long later) -> {
                        picture = later;
                        yield fromRunpodItself();
                    }
                    case Forwarding.Forwarded.Unsure unsure ->
                        fromRunpodOr(sighting, allowed.judgement().onlyShrinks());
                });
        };
    }

    private Uni<Forwarding.Forwarded.Over> limited(Supplier<Uni<Forwarding.Forwarded.Over>> otherwise) {
        return limiting.take(CallerLimits.Draw.UPDATE)
                .chain(limited -> limited.map(Passage::over).orElseGet(otherwise));
    }

    private boolean mayTouch(Endpoint endpoint) {
        if (request.isBrake()) {
            findings.team(policy.owner(endpoint.id(), endpoint.name()).owner().map(Team::name));
            return true;
        }
        return policy.owns(request.caller(), endpoint.id(), endpoint.name());
    }

    private Outcome notFound() {
        return new Outcome.NotFound(policy.teamOf(request.caller()).flatMap(Team::contact));
    }

    private static Uni<Forwarding.Forwarded.Over> over(Outcome outcome) {
        return Uni.createFrom().item(new Forwarding.Forwarded.Over(outcome, Optional.empty()));
    }
}
