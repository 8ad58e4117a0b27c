package io.podgate.admission;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out when an update lands late: remembers for some minutes those of which an attempt was left that may still
 * land, and compares what RunPod shows. What was seen without such an update after it was sent, and shows it now, was
 * turned by it. Safe for use by several threads; owns what it remembers.
 */
public final class Latecomers {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final Fleet fleet;
    private final DecisionLog log;
    private final AuditTrail trail;
    private final DriftListener listener;
    private final InstantSource clock;
    private final Map<String, Doubts> byEndpoint = new HashMap<>();

    public Latecomers(Fleet fleet, DecisionLog log, AuditTrail trail, DriftListener listener, InstantSource clock) {
        this.fleet = fleet;
        this.log = log;
        this.trail = trail;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * An update that may still land.
     *
     * @param failed whether its caller was told that nothing was done, so that it is late even where nothing came after
     */
    private record Doubt(String decisionId, Optional<String> team, Aim aim, Instant since, boolean failed) {

        boolean isShown(Sighting sighting) {
            return sighting.at().isAfter(since) && aim.in(sighting.endpoint().config()) == Aim.Sight.APPLIED;
        }
    }

    /**
     * One endpoint's. What waits was not seen without its update yet; what is overwritten was, or was said to have
     * failed.
     */
    private static final class Doubts {
        private final List<Doubt> waiting = new ArrayList<>();
        private final List<Doubt> overwritten = new ArrayList<>();
        private Optional<String> last = Optional.empty();
        private Optional<Doubt> landed = Optional.empty();
        private Optional<Drift> drift = Optional.empty();

        /** What is not shown has not landed, or something came after it. */
        void compare(Sighting sighting) {
            for (Doubt doubt : List.copyOf(waiting)) {
                if (sighting.at().isAfter(doubt.since()) && !doubt.isShown(sighting)) {
                    waiting.remove(doubt);
                    overwritten.add(doubt);
                }
            }
        }

        Optional<Doubt> landedOnto(Sighting sighting) {
            Optional<Doubt> found = overwritten.stream()
                    .filter(doubt -> doubt.isShown(sighting))
                    .findFirst();
            found.ifPresent(overwritten::remove);
            return found;
        }

        /** Whether nothing is left to be waited for. */
        boolean isOver(Instant horizon) {
            waiting.removeIf(doubt -> doubt.since().isBefore(horizon));
            overwritten.removeIf(doubt -> doubt.since().isBefore(horizon));
            return waiting.isEmpty() && overwritten.isEmpty() && landed.isEmpty();
        }
    }

    /** Something that has landed, and the last decision that this replica has seen applied. */
    private record Landed(String endpointId, Doubt doubt, Optional<String> last) {}

    /** An update has ended, and an attempt of it may still land where it lingers. */
    synchronized void ended(UpdateRequest request, Aim aim, Outcome outcome, boolean lingers) {
        boolean mayLand = lingers || outcome instanceof Outcome.Unknown;
        if (!mayLand && !byEndpoint.containsKey(request.endpointId())) {
            return;
        }
        Doubts doubts = byEndpoint.computeIfAbsent(request.endpointId(), id -> new Doubts());
        if (outcome instanceof Outcome.Applied(Sighting now)) {
            doubts.compare(now);
            settled(doubts);
            doubts.last = Optional.of(request.decisionId());
        }
        if (mayLand) {
            boolean failed = !(outcome instanceof Outcome.Applied || outcome instanceof Outcome.Unknown);
            Doubt doubt = new Doubt(request.decisionId(), request.caller().team(), aim, clock.instant(), failed);
            (failed ? doubts.overwritten : doubts.waiting).add(doubt);
        }
    }

    /** Compares what RunPod shows by now, and tells what has landed late. */
    public Uni<Void> look() {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (Landed landed : landed()) {
            told = told.chain(() -> tell(landed));
        }
        return told;
    }

    private synchronized List<Landed> landed() {
        List<Landed> all = new ArrayList<>();
        Instant horizon = clock.instant().minus(REMEMBERED);
        Iterator<Map.Entry<String, Doubts>> each = byEndpoint.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, Doubts> entry = each.next();
            Doubts doubts = entry.getValue();
            if (doubts.isOver(horizon)) {
                each.remove();
            } else {
                fleet.known(entry.getKey())
                        .flatMap(sighting -> landed(doubts, sighting))
                        .ifPresent(doubt -> all.add(new Landed(entry.getKey(), doubt, doubts.last)));
            }
        }
        return all;
    }

    private Optional<Doubt> landed(Doubts doubts, Sighting sighting) {
        if (doubts.landed.filter(doubt -> !doubt.isShown(sighting)).isPresent()) {
            settled(doubts);
        }
        doubts.compare(sighting);
        Optional<Doubt> found = doubts.landedOnto(sighting);
        if (found.isPresent()) {
            settled(doubts);
            doubts.landed = found;
        }
        return found;
    }

    /** What had landed late does not stand any more. */
    private void settled(Doubts doubts) {
        doubts.drift.ifPresent(listener::over);
        doubts.drift = Optional.empty();
        doubts.landed = Optional.empty();
    }

    private Uni<Void> tell(Landed landed) {
        return newer(landed)
                .onFailure()
                .recoverWithItem(Optional.empty())
                .invoke(newer -> {
                    if (newer.isPresent() || landed.doubt().failed()) {
                        tell(landed, newer);
                    }
                })
                .replaceWithVoid();
    }

    /** The last that was applied; another replica may have done it. */
    private Uni<Optional<String>> newer(Landed landed) {
        String late = landed.doubt().decisionId();
        Optional<String> own = landed.last().filter(id -> !id.equals(late));
        if (own.isPresent()) {
            return Uni.createFrom().item(own);
        }
        DecisionLog.Query query = new DecisionLog.Query(
                Optional.empty(),
                Optional.of(landed.endpointId()),
                Optional.of("applied"),
                Optional.of(landed.doubt().since()),
                Optional.empty(),
                Optional.empty(),
                2);
        return log.find(query)
                .map(page -> page.entries().stream()
                        .map(DecisionLog.Entry::decisionId)
                        .filter(id -> !id.equals(late))
                        .findFirst());
    }

    private synchronized void tell(Landed landed, Optional<String> newer) {
        Doubt late = landed.doubt();
        Drift drift = new Drift(clock.instant(), landed.endpointId(), late.team(), late.decisionId(), newer);
        trail.record(new Event.LandedLate(drift));
        listener.drifted(drift);
        Doubts doubts = byEndpoint.get(landed.endpointId());
        if (doubts != null && doubts.landed.equals(Optional.of(late))) {
            doubts.drift = Optional.of(drift);
        } else {
            listener.over(drift);
        }
    }
}
