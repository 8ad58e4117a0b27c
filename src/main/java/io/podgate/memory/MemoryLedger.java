package io.podgate.memory;

import io.podgate.admission.Aftermath;
import io.podgate.admission.Closing;
import io.podgate.admission.Deadline;
import io.podgate.admission.Decision;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.admission.Opening;
import io.podgate.admission.Probe;
import io.podgate.admission.Remembered;
import io.podgate.admission.Timing;
import io.podgate.admission.Unsettled;
import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.trail.DecisionRecord;
import io.podgate.trail.Journal;
import io.podgate.trail.Replay;
import io.podgate.trail.TrailRecord;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ledger of one replica: reservations in memory, and the trail's file for what has to survive it. Updates of one
 * endpoint come one after the other here, so that nobody is ever busy.
 */
public final class MemoryLedger implements Ledger {

    private static final Duration INTENT_TIMEOUT = Duration.ofSeconds(2);
    private static final String NO_TRAIL = "the audit trail cannot be written";
    private static final int MAX_KEYS = 200_000;
    private static final long MAX_KEY_BYTES = 64L << 20;

    private final Holdings holdings;
    private final Journal trail;
    private final DecisionRecord records;
    private final EnvDigest digest;
    private final InstantSource clock;
    private final Timing timing;

    /** By which windows pass: a forward is no sooner over because somebody sets the clock. */
    private final InstantSource watch;

    private final DecisionLog log;

    /** Takes over what the trail says was left behind, as soon as the trail can be read. */
    public MemoryLedger(Journal trail, EnvDigest digest, InstantSource clock, Timing timing) {
        this(trail, digest, clock, timing, new Keys(MAX_KEYS, MAX_KEY_BYTES));
    }

    MemoryLedger(Journal trail, EnvDigest digest, InstantSource clock, Timing timing, Keys keys) {
        this.holdings = new Holdings(keys);
        this.trail = trail;
        this.records = new DecisionRecord(digest);
        this.digest = digest;
        this.clock = clock;
        this.timing = timing;
        this.watch = new Stopwatch(clock.instant(), timing);
        this.log = trail.log(
                id -> holdings.pending(id).filter(open -> !open.isRecorded()).isPresent());
        trail.needing(holdings::oldest);
        var _ = trail.recovered().thenAccept(left -> holdings.takeOver(left, watch.instant()));
    }

    /** What the same trail says about decisions. */
    public DecisionLog log() {
        return log;
    }

    @Override
    public boolean reachable() {
        return trail.recording();
    }

    @Override
    public long picture(String endpointId) {
        return holdings.picture(endpointId);
    }

    @Override
    public Uni<Opening> open(Intent intent, Deadline deadline) {
        return Uni.createFrom().deferred(() -> {
            if (!trail.recording()) {
                return Uni.createFrom().item(new Opening.Unreachable(NO_TRAIL));
            }
            Instant now = watch.instant();
            TrailRecord record = records.intent(intent);
            return holdings.reserve(intent, Pending.of(intent, record, now), now)
                    .map(refused -> Uni.createFrom().item(refused))
                    .orElseGet(() -> recorded(intent, record, deadline));
        });
    }

    private Uni<Opening> recorded(Intent intent, TrailRecord record, Deadline deadline) {
        Duration left = deadline.remaining();
        Attempt attempt = new Attempt(
                () -> holdings.end(intent.decisionId(), Optional.empty(), Optional.empty(), watch.instant()),
                () -> trail.offer(DecisionRecord.notSent(record, clock.instant())));
        attempt.follow(trail.append(record, attempt::isOver));
        return attempt.within(left.compareTo(INTENT_TIMEOUT) < 0 ? left : INTENT_TIMEOUT, timing)
                .emitOn(trail.home());
    }

    @Override
    public Uni<Probe> probe(String endpointId, Claim before, Claim after, Collection<Demand> demands) {
        return Uni.createFrom()
                .item(() -> trail.recording()
                        ? new Probe.Told(holdings.probe(endpointId, before, after, demands))
                        : new Probe.Unreachable(NO_TRAIL));
    }

    @Override
    public void close(Intent intent, Closing closing, Decision decision) {
        Instant now = watch.instant();
        switch (closing) {
            case Closing.Stands(Claim claim) -> {
                if (holdings.answered(intent.decisionId(), claim, records.remembered(intent, decision), now)) {
                    trail.offer(records.result(intent, decision));
                }
            }
            case Closing.NothingDone n -> {
                if (holdings.end(intent.decisionId(), Optional.empty(), records.remembered(intent, decision), now)) {
                    trail.offer(records.result(intent, decision));
                }
            }
            case Closing.NotKnown n -> holdings.quiet(intent.decisionId(), Aftermath.UNKNOWN, now);
            case Closing.NotKnownOfSeveral n -> holdings.quiet(intent.decisionId(), Aftermath.UNKNOWN_OF_SEVERAL, now);
            case Closing.MayLand(Optional<Claim> applied) -> linger(intent, applied, decision, now);
        }
    }

    private void linger(Intent intent, Optional<Claim> applied, Decision decision, Instant now) {
        if (holdings.linger(intent.decisionId(), applied, records.remembered(intent, decision), now)) {
            trail.offer(records.lingering(intent, decision));
        }
    }

    @Override
    public Uni<Void> bypass(Intent intent) {
        return Uni.createFrom().deferred(() -> {
            Instant now = watch.instant();
            TrailRecord record = records.intent(intent);
            holdings.hold(intent, Pending.of(intent, record, now), now);
            Uni<Void> kept = Uni.createFrom().completionStage(trail.keep(record));
            return Uni.join()
                    .first(kept, timing.pause(INTENT_TIMEOUT))
                    .toTerminate()
                    .onFailure()
                    .recoverWithNull()
                    .emitOn(trail.home());
        });
    }

    @Override
    public Uni<Optional<Map<String, BigDecimal>>> totals(Collection<String> lines) {
        return Uni.createFrom().item(() -> Optional.of(holdings.totals(lines)));
    }

    /** Nobody else lists endpoints for this replica. */
    @Override
    public boolean isAhead(String endpointId, long mark) {
        return false;
    }

    /** There is no other replica. */
    @Override
    public Uni<Set<String>> changedElsewhere(Set<String> endpoints) {
        return Uni.createFrom().item(Set.of());
    }

    @Override
    public Uni<Set<String>> updatedElsewhere(Set<String> endpoints) {
        return changedElsewhere(endpoints);
    }

    @Override
    public Uni<Long> mark() {
        return Uni.createFrom().item(holdings::mark);
    }

    @Override
    public Uni<Boolean> seed(Tally tally) {
        return Uni.createFrom().item(() -> holdings.seed(tally));
    }

    @Override
    public Uni<List<Unsettled>> unsettled() {
        return Uni.createFrom().item(() -> told(holdings.handOut(watch.instant())));
    }

    @Override
    public Uni<List<Unsettled>> unsettledOf(String endpointId) {
        return Uni.createFrom().item(() -> told(holdings.handOut(endpointId, watch.instant())));
    }

    private List<Unsettled> told(List<Pending> taken) {
        return taken.stream().map(open -> open.told(watch.instant(), digest)).toList();
    }

    @Override
    public Uni<Void> settle(Unsettled unsettled, boolean applied, Claim stands) {
        return Uni.createFrom()
                .item(unsettled)
                .invoke(known -> holdings.pending(known.decisionId())
                        .filter(open -> open.overtaken() == unsettled.overtaken())
                        .ifPresent(open -> settle(open, unsettled.ending(applied), stands, watch.instant())))
                .replaceWithVoid();
    }

    private void settle(Pending open, String outcome, Claim stands, Instant now) {
        Optional<Remembered.Ended> remembered =
                outcome.equals("failed") ? Optional.empty() : Optional.of(open.ended(outcome));
        if (holdings.end(open.decisionId(), Optional.of(stands), remembered, now)) {
            trail.offer(DecisionRecord.settled(open.record().get(), outcome, clock.instant()));
        }
    }

    @Override
    public Uni<Remembered> recall(IdempotencyKey key) {
        return Uni.createFrom().deferred(() -> {
            Remembered known = holdings.recall(key, watch.instant());
            return known instanceof Remembered.Ended ended && holdings.shed(key, ended)
                    ? fromTrail(ended)
                    : Uni.createFrom().item(known);
        });
    }

    private Uni<Remembered> fromTrail(Remembered.Ended known) {
        return log.byId(known.decisionId())
                .map(entry -> entry.flatMap(
                                found -> TrailRecord.read(found.text().bytes()))
                        .flatMap(Replay::ended)
                        .orElse(known));
    }

    @Override
    public Standing standing() {
        return holdings.standing(watch.instant());
    }
}
