package io.podgate.ledger;

import io.podgate.admission.Closing;
import io.podgate.admission.Deadline;
import io.podgate.admission.Decision;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.admission.Opening;
import io.podgate.admission.Remembered;
import io.podgate.admission.Unsettled;
import io.podgate.budget.Book;
import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.budget.Shortage;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The ledger of one replica: a book in memory, and the trail's file for what has to survive it. Updates of one endpoint
 * come one after the other here, so that nobody is ever busy and no picture stale. One lock guards the state; nothing
 * waits while holding it.
 */
public final class MemoryLedger implements Ledger {

    private static final Duration INTENT_TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_KEYS = 200_000;
    private static final long MAX_KEY_BYTES = 64L << 20;
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Object lock = new Object();
    private final Book book = new Book();
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final Keys keys;
    private final Map<String, Long> lastWord = new HashMap<>();
    private long words;
    private long seeded;

    private final AuditWriter trail;
    private final DecisionRecord records;
    private final EnvDigest digest;
    private final InstantSource clock;
    private final DecisionLog log;

    /** Takes over what the trail says was left behind, as soon as the trail can be read. */
    public MemoryLedger(AuditWriter trail, EnvDigest digest, InstantSource clock) {
        this(trail, digest, clock, new Keys(MAX_KEYS, MAX_KEY_BYTES));
    }

    MemoryLedger(AuditWriter trail, EnvDigest digest, InstantSource clock, Keys keys) {
        this.keys = keys;
        this.trail = trail;
        this.records = new DecisionRecord(digest);
        this.digest = digest;
        this.clock = clock;
        this.log = trail.files()
                .<DecisionLog>map(files -> new FileLog(files, this::isPending))
                .orElseGet(NoLog::new);
        trail.needing(this::oldestPending);
        var _ = trail.recovered().thenAccept(this::takeOver);
    }

    /** What the same trail says about decisions. */
    public DecisionLog log() {
        return log;
    }

    private void takeOver(Recovery left) {
        Instant now = clock.instant();
        synchronized (lock) {
            left.kept().forEach(kept -> keys.end(kept.key(), kept.ended(), kept.at()));
            left.open()
                    .forEach(intent -> Pending.left(intent, now).ifPresent(found -> {
                        Reservation.in(intent)
                                .ifPresent(reservation -> book.reserve(
                                        found.endpointId(),
                                        found.decisionId(),
                                        reservation.before(),
                                        reservation.after(),
                                        List.of()));
                        begun(found);
                    }));
        }
    }

    @Override
    public boolean reachable() {
        return trail.recording();
    }

    @Override
    public long picture(String endpointId) {
        return 0;
    }

    @Override
    public Uni<Opening> open(Intent intent, Deadline deadline) {
        return Uni.createFrom().deferred(() -> {
            TrailRecord record = records.intent(intent);
            return reserved(intent, record)
                    .map(refused -> Uni.createFrom().item(refused))
                    .orElseGet(() -> recorded(intent, record, deadline));
        });
    }

    /** Empty where it is reserved. */
    private Optional<Opening> reserved(Intent intent, TrailRecord record) {
        if (!trail.recording()) {
            return Optional.of(new Opening.Unreachable("the audit trail cannot be written"));
        }
        Instant now = clock.instant();
        synchronized (lock) {
            if (intent.idempotencyKey().filter(key -> keys.taken(key, now)).isPresent()) {
                return Optional.of(new Opening.KeyTaken());
            }
            Optional<Duration> unsettled = unsettled(intent.endpointId(), now);
            if (unsettled.isPresent() && !intent.onlyShrinks()) {
                return Optional.of(new Opening.Unsettled(unsettled.get()));
            }
            List<Shortage> shortages = book.reserve(
                    intent.endpointId(), intent.decisionId(), intent.before(), intent.after(), intent.demands());
            if (!shortages.isEmpty()) {
                return Optional.of(new Opening.NoRoom(shortages));
            }
            begun(Pending.of(intent, record, now));
            return Optional.empty();
        }
    }

    /** How long until the last of the endpoint's earlier updates can be settled; empty where there is none. */
    private Optional<Duration> unsettled(String endpointId, Instant now) {
        return book.page(endpointId).open().keySet().stream()
                .map(pending::get)
                .map(earlier -> Duration.between(now, earlier.landsBy()))
                .map(left -> left.compareTo(A_MOMENT) < 0 ? A_MOMENT : left)
                .max(Duration::compareTo);
    }

    private void begun(Pending intent) {
        pending.put(intent.decisionId(), intent);
        intent.key().ifPresent(key -> keys.begin(key, intent.fingerprint()));
        lastWord.put(intent.endpointId(), ++words);
    }

    private Uni<Opening> recorded(Intent intent, TrailRecord record, Deadline deadline) {
        Duration patience = deadline.remaining().compareTo(INTENT_TIMEOUT) < 0 ? deadline.remaining() : INTENT_TIMEOUT;
        Attempt attempt =
                new Attempt(() -> release(intent), () -> trail.offer(DecisionRecord.notSent(record, clock.instant())));
        attempt.follow(trail.append(record, attempt::isOver));
        return attempt.within(patience).emitOn(Home.here());
    }

    private void release(Intent intent) {
        synchronized (lock) {
            pending.remove(intent.decisionId());
            book.release(intent.endpointId(), intent.decisionId());
            intent.idempotencyKey().ifPresent(keys::free);
            lastWord.put(intent.endpointId(), ++words);
        }
    }

    @Override
    public Uni<List<Shortage>> probe(String endpointId, Claim before, Claim after, Collection<Demand> demands) {
        return Uni.createFrom().item(() -> {
            synchronized (lock) {
                return book.probe(endpointId, before, after, demands);
            }
        });
    }

    @Override
    public void close(Intent intent, Closing closing, Decision decision) {
        Optional<Remembered.Ended> remembered = records.remembered(intent, decision);
        boolean ended = switch (closing) {
            case Closing.Stands(Claim claim) -> ended(intent.decisionId(), Optional.of(claim), remembered);
            case Closing.NothingDone n -> ended(intent.decisionId(), Optional.empty(), remembered);
            case Closing.NotKnown n -> {
                synchronized (lock) {
                    pending.computeIfPresent(intent.decisionId(), (id, open) -> open.quietSince(clock.instant()));
                }
                yield false;
            }
        };
        if (ended) {
            trail.offer(records.result(intent, decision));
        }
    }

    /**
     * Takes an intent from those that are pending; whoever does it is the one who records the result.
     *
     * @param stands empty where nothing was done
     */
    private boolean ended(String decisionId, Optional<Claim> stands, Optional<Remembered.Ended> remembered) {
        synchronized (lock) {
            Pending open = pending.remove(decisionId);
            if (open == null) {
                return false;
            }
            stands.ifPresentOrElse(
                    claim -> book.settle(open.endpointId(), decisionId, claim),
                    () -> book.release(open.endpointId(), decisionId));
            lastWord.put(open.endpointId(), ++words);
            open.key().ifPresent(key -> remember(key, remembered));
            return true;
        }
    }

    private void remember(IdempotencyKey key, Optional<Remembered.Ended> what) {
        what.ifPresentOrElse(ended -> keys.end(key, ended, clock.instant()), () -> keys.free(key));
    }

    @Override
    public void bypassed(Intent intent, Closing closing, Decision decision) {
        synchronized (lock) {
            if (closing instanceof Closing.Stands(Claim claim)) {
                book.seed(intent.endpointId(), claim);
                lastWord.put(intent.endpointId(), ++words);
            }
            intent.idempotencyKey()
                    .filter(key -> !keys.taken(key, clock.instant()))
                    .ifPresent(key -> remember(key, records.remembered(intent, decision)));
        }
        trail.offer(records.bypassed(intent, decision));
    }

    @Override
    public Uni<Map<String, BigDecimal>> totals(Collection<String> lines) {
        return Uni.createFrom().item(() -> {
            Map<String, BigDecimal> totals = new HashMap<>();
            synchronized (lock) {
                for (String line : lines) {
                    BigDecimal total = book.total(line);
                    if (total.signum() != 0) {
                        totals.put(line, total);
                    }
                }
            }
            return totals;
        });
    }

    @Override
    public Uni<Long> mark() {
        return Uni.createFrom().item(() -> {
            synchronized (lock) {
                return words;
            }
        });
    }

    @Override
    public Uni<Void> seed(long mark, Map<String, Claim> fleet) {
        return Uni.createFrom().item(() -> {
            synchronized (lock) {
                if (mark >= seeded) {
                    seeded = mark;
                    setFrom(fleet);
                }
            }
            return null;
        });
    }

    private void setFrom(Map<String, Claim> fleet) {
        Set<String> endpoints = new HashSet<>(book.endpoints());
        endpoints.addAll(fleet.keySet());
        for (String endpoint : endpoints) {
            boolean later = lastWord.getOrDefault(endpoint, 0L) > seeded;
            if (!later && book.page(endpoint).open().isEmpty()) {
                book.seed(endpoint, fleet.getOrDefault(endpoint, Claim.NOTHING));
            }
        }
        lastWord.values().removeIf(word -> word <= seeded);
    }

    @Override
    public Uni<List<Unsettled>> unsettled() {
        return Uni.createFrom().item(() -> {
            Instant now = clock.instant();
            return told(taken(open -> open.hasLanded(now) && !open.isSomebodys(now), now), now);
        });
    }

    @Override
    public Uni<List<Unsettled>> unsettledOf(String endpointId) {
        return Uni.createFrom().item(() -> {
            Instant now = clock.instant();
            return told(
                    taken(
                            open -> open.isUnsettled(now)
                                    && (open.endpointId().equals(endpointId)
                                            || open.decisionId().equals(endpointId)),
                            now),
                    now);
        });
    }

    private List<Pending> taken(Predicate<Pending> which, Instant now) {
        List<Pending> taken = new ArrayList<>();
        synchronized (lock) {
            pending.values().stream().filter(which).forEach(taken::add);
            taken.forEach(open -> pending.put(open.decisionId(), open.handedOutAt(now)));
        }
        return taken;
    }

    private List<Unsettled> told(List<Pending> taken, Instant now) {
        return taken.stream().map(open -> open.told(now, digest)).toList();
    }

    @Override
    public Uni<Void> settle(Unsettled unsettled, boolean applied, Claim stands) {
        return Uni.createFrom().item(() -> {
            Pending open;
            synchronized (lock) {
                open = pending.get(unsettled.decisionId());
            }
            if (open != null
                    && ended(
                            open.decisionId(),
                            Optional.of(stands),
                            applied ? Optional.of(replay(open)) : Optional.empty())) {
                trail.offer(DecisionRecord.settled(open.record().get(), applied, clock.instant()));
            }
            return null;
        });
    }

    private static Remembered.Ended replay(Pending open) {
        return new Remembered.Ended(
                open.fingerprint(), open.decisionId(), "applied", Optional.empty(), "", Optional.empty());
    }

    @Override
    public Uni<Remembered> recall(IdempotencyKey key) {
        return Uni.createFrom().deferred(() -> {
            Remembered known;
            boolean shed;
            synchronized (lock) {
                known = keys.recall(key, clock.instant());
                shed = known instanceof Remembered.Ended ended && keys.shed(key, ended);
            }
            return shed && known instanceof Remembered.Ended ended
                    ? fromTrail(ended)
                    : Uni.createFrom().item(known);
        });
    }

    private Uni<Remembered> fromTrail(Remembered.Ended known) {
        return log.byId(known.decisionId())
                .map(entry -> entry.flatMap(found -> new Line(0, found.text().bytes()).object())
                        .flatMap(Replay::ended)
                        .orElse(known));
    }

    @Override
    public Standing standing() {
        Instant now = clock.instant();
        synchronized (lock) {
            List<Instant> since = pending.values().stream()
                    .filter(open -> open.isUnsettled(now))
                    .map(Pending::since)
                    .sorted()
                    .toList();
            return new Standing(
                    since.size(), since.isEmpty() ? Duration.ZERO : Duration.between(since.getFirst(), now));
        }
    }

    private boolean isPending(String decisionId) {
        synchronized (lock) {
            return pending.containsKey(decisionId);
        }
    }

    private Optional<Instant> oldestPending() {
        synchronized (lock) {
            return pending.values().stream().map(Pending::since).min(Instant::compareTo);
        }
    }
}
