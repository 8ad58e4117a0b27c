package io.podgate.admission;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.Direction;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Payload;
import io.podgate.endpoint.Violation;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Proposal;
import io.podgate.policy.Role;
import io.podgate.policy.Team;
import io.podgate.policy.Verdict;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One update on its way through the pipeline. Used by one request, one step after the other; what the steps find out is
 * collected here for the decision.
 */
final class Passage {

    private static final Payload NOTHING = Payload.of("{}".getBytes(StandardCharsets.US_ASCII));
    private static final Duration A_MOMENT = Duration.ofSeconds(3);

    private final Admission.Ports ports;
    private final UpdateRequest request;
    private final PolicySet policy;
    private final List<String> warnings;

    private Upstream upstream = Upstream.NONE;
    private Optional<EndpointConfig> template = Optional.empty();
    private Optional<CallerLimits.Allowance> allowance = Optional.empty();
    private List<Change<?>> changes = List.of();
    private List<Violation> violations = List.of();
    private Set<Field<?>> differences = Set.of();

    Passage(Admission.Ports ports, UpdateRequest request, PolicySet policy) {
        this.ports = ports;
        this.request = request;
        this.policy = policy;
        this.warnings = new ArrayList<>(request.warnings());
    }

    /** What was found out, with the outcome that it came to. */
    Decision decision(Outcome outcome, Duration elapsed) {
        Duration own = elapsed.minus(upstream.time());
        return new Decision(
                request,
                ports.clock().instant(),
                policy.revision(),
                changes,
                reasons(outcome),
                List.copyOf(warnings),
                outcome,
                allowance,
                upstream,
                differences,
                own.isNegative() ? Duration.ZERO : own);
    }

    /** Why not, whoever said so. */
    private List<Violation> reasons(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Forbidden forbidden ->
                List.of(Violation.at("", "the role " + request.caller().role().key() + " does not update endpoints"));
            case Outcome.Refused refused -> List.of(Violation.at("", refused.detail()));
            case Outcome.Malformed malformed -> List.of(malformed.where());
            case Outcome.Invalid invalid -> invalid.violations();
            default -> violations;
        };
    }

    Uni<Outcome> outcome() {
        Optional<Sighting> known = ports.fleet().known(request.endpointId());
        if (known.isPresent()) {
            return from(known.get(), false);
        }
        return limited(CallerLimits.Draw.UPDATE)
                .<Uni<Outcome>>map(Passage::now)
                .orElseGet(() -> fromRunpodItself(Optional.empty()));
    }

    /**
     * Reads the endpoint from RunPod and goes on with that.
     *
     * @param otherwise what to go on with where RunPod does not tell in a moment
     */
    private Uni<Outcome> fromRunpodItself(Optional<Sighting> otherwise) {
        Deadline deadline = otherwise.isPresent() ? Deadline.in(A_MOMENT) : request.deadline();
        return ports.fleet().fetch(request.endpointId(), deadline).chain(reply -> {
            upstream = reply.upstream().asRead().after(upstream);
            if (reply instanceof Reply.Answered<Sighting> answered) {
                return from(answered.value(), true);
            }
            if (reply instanceof Reply.Rejected<Sighting> rejected && rejected.status() == 404) {
                return now(notFound());
            }
            return otherwise
                    .map(sighting -> from(sighting, true))
                    .orElseGet(() -> now(Endings.ofLookup(reply, "the endpoint's current state")));
        });
    }

    private Uni<Outcome> from(Sighting sighting, boolean fresh) {
        if (!mayTouch(sighting.endpoint())) {
            return now(limited(CallerLimits.Draw.UPDATE).orElseGet(this::notFound));
        }
        Optional<String> mentioned = request.update().value(Field.TEMPLATE);
        if (mentioned.isEmpty() || !ports.runpod().expandsTemplates() || template.isPresent()) {
            return drafted(sighting, fresh);
        }
        Optional<Outcome> barred = limited(CallerLimits.Draw.UPDATE)
                .or(() -> policy.mayChange(request.caller(), Field.TEMPLATE)
                        ? Optional.empty()
                        : Optional.of(withoutTemplates(sighting, mentioned.get())));
        if (barred.isPresent()) {
            return now(barred.get());
        }
        return ports.runpod().template(mentioned.get(), request.deadline()).chain(reply -> {
            upstream = reply.upstream().asRead().after(upstream);
            if (reply instanceof Reply.Answered<EndpointConfig> answered) {
                template = Optional.of(answered.value());
                return drafted(sighting, fresh);
            }
            return now(
                    reply instanceof Reply.Rejected<EndpointConfig>
                            ? Endings.ofUpdate(reply)
                            : Endings.ofLookup(reply, "the template"));
        });
    }

    /** Templates are read with the gateway's key, so not for somebody who may not apply one: a denial comes before. */
    private Outcome withoutTemplates(Sighting sighting, String id) {
        String pointer = request.update().pointer(Field.TEMPLATE).orElse("");
        String detail =
                "template may not be changed by caller " + request.caller().name();
        violations = List.of(Violation.of("fields", pointer, detail).actual(id));
        if (!request.dryRun()) {
            return new Outcome.Denied(violations);
        }
        EndpointConfig stands = sighting.endpoint().config();
        String path = ports.runpod().updatePath(request.endpointId());
        return new Outcome.DryRun(sighting.endpoint(), stands, stands, violations, path, NOTHING);
    }

    private Uni<Outcome> drafted(Sighting sighting, boolean fresh) {
        Catalog catalog = ports.catalogs().current();
        return switch (ports.runpod().draft(sighting.endpoint(), request.update(), catalog, template)) {
            case Draft.Refused(List<Violation> reasons) ->
                now(limited(CallerLimits.Draw.UPDATE).orElseGet(() -> new Outcome.Invalid(reasons)));
            case Draft.Unknowable(String missing) -> now(new Outcome.StateUnavailable(missing, Endings.SOON));
            case Draft.Ready ready -> judged(sighting, fresh, ready, catalog);
        };
    }

    private Uni<Outcome> judged(Sighting sighting, boolean fresh, Draft.Ready draft, Catalog catalog) {
        Endpoint current = sighting.endpoint();
        Proposal proposal = Proposal.of(
                current.id(),
                current.config(),
                draft.after(),
                draft.fromTemplate(),
                catalog,
                request.update()::pointer);
        changes = proposal.changes();
        boolean onlyShrinks = Change.onlyShrinks(changes);
        Optional<Outcome> limited = limited(onlyShrinks ? CallerLimits.Draw.SHRINK : CallerLimits.Draw.UPDATE);
        if (limited.isPresent()) {
            return now(limited.get());
        }
        Verdict verdict = policy.judge(request.caller(), proposal);
        if (!fresh && restsOnThePicture(sighting, draft, proposal, verdict)) {
            boolean goodEnough = isBrake() && !draft.restsOnCurrent();
            return fromRunpodItself(goodEnough ? Optional.of(sighting) : Optional.empty());
        }
        Optional<Outcome> unknown = missingKnowledge(proposal);
        if (unknown.isPresent()) {
            return now(unknown.get());
        }
        violations = verdict.violations();
        warnings.addAll(draft.warnings());
        warnings.addAll(verdict.warnings());
        if (request.dryRun()) {
            String path = ports.runpod().updatePath(current.id());
            return now(
                    new Outcome.DryRun(current, proposal.before(), proposal.after(), violations, path, draft.body()));
        }
        if (!verdict.allowed()) {
            return now(new Outcome.Denied(violations));
        }
        if (changes.isEmpty()) {
            return now(new Outcome.Unchanged(sighting));
        }
        if (!onlyShrinks && !ports.trail().recording()) {
            return now(new Outcome.TrailUnavailable());
        }
        return forwarded(draft, proposal.after(), catalog);
    }

    /**
     * Whether an old picture would do harm: the body repeats something of it; nothing seems to change; it is too old to
     * grow on; or it is the picture that lets pass what would be refused if nothing were known, as shrinking from far
     * above a limit, or as restating what the caller may not change.
     */
    private boolean restsOnThePicture(Sighting sighting, Draft.Ready draft, Proposal proposal, Verdict verdict) {
        return draft.restsOnCurrent()
                || changes.isEmpty()
                || isBrake()
                || (!Change.onlyShrinks(changes) && !ports.fleet().recent(sighting))
                || (verdict.allowed()
                        && !policy.judge(request.caller(), proposal.asIfNothingStoodOf(draft.written()))
                                .allowed());
    }

    /** The platform may only shrink, so it has to be known what it shrinks; but an outage must not stop it. */
    private boolean isBrake() {
        return request.caller().role() == Role.PLATFORM;
    }

    private Uni<Outcome> forwarded(Draft.Ready draft, EndpointConfig intended, Catalog catalog) {
        return ports.runpod()
                .update(request.endpointId(), draft.body(), request.deadline())
                .map(reply -> {
                    upstream = reply.upstream().after(upstream);
                    return reply instanceof Reply.Answered<Sighting> answered
                            ? applied(answered.value(), draft, intended, catalog)
                            : Endings.ofUpdate(reply);
                });
    }

    private Outcome applied(Sighting now, Draft.Ready draft, EndpointConfig intended, Catalog catalog) {
        ports.fleet().saw(now);
        EndpointConfig stands = now.endpoint().config().expanded(catalog);
        differences = Differences.between(intended, stands, draft.written());
        differences.forEach(
                field -> warnings.add("RunPod's answer shows another " + field + " than what was asked for"));
        return new Outcome.Applied(now);
    }

    private boolean mayTouch(Endpoint endpoint) {
        return isBrake() || policy.owns(request.caller(), endpoint.id(), endpoint.name());
    }

    /** Takes from the caller's limit, once a request. */
    Optional<Outcome> limited(CallerLimits.Draw draw) {
        if (allowance.isPresent()) {
            return Optional.empty();
        }
        CallerLimits.Allowance taken = ports.limits().take(request.caller(), draw);
        allowance = Optional.of(taken);
        return taken.granted()
                ? Optional.empty()
                : Optional.of(new Outcome.RateLimited(Outcome.Scope.CALLER, taken.retryAfter()));
    }

    /** Growth never passes on a catalogue that is missing or too old to tell the cards. */
    private Optional<Outcome> missingKnowledge(Proposal proposal) {
        boolean cardsGrow = changes.stream()
                .anyMatch(change -> change.field() == Field.GPU_TYPES && change.direction() == Direction.GROWS);
        boolean cardsKnown = proposal.after().get(Field.GPU_TYPES).orElse(null) instanceof GpuSelection.Types;
        boolean noCatalog = !cardsKnown && proposal.catalog().isEmpty();
        return cardsGrow && (noCatalog || !ports.catalogs().fresh())
                ? Optional.of(new Outcome.StateUnavailable("RunPod's catalogue of GPU types", Endings.SOON))
                : Optional.empty();
    }

    private Outcome notFound() {
        return new Outcome.NotFound(policy.teamOf(request.caller()).flatMap(Team::contact));
    }

    private static Uni<Outcome> now(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
