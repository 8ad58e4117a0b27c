package io.podgate.admission;

import io.podgate.endpoint.Field;
import io.podgate.endpoint.Release;
import io.podgate.endpoint.Violation;
import io.podgate.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges every endpoint as it stands, whenever it, prices or the policy are others than before, and once a minute for
 * what time alone changes; hears of updates that landed late. Asks RunPod by whom, one endpoint at a time. Owns what it
 * has noticed; {@link #look} is called by one caller after the other, the rest by anybody.
 */
public final class DriftWatch implements DriftListener {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(10);
    private static final int MOST_QUESTIONS = 20;

    /** The rule of what an update left that landed late. */
    private static final String LATE = "late";

    private final Fleet fleet;
    private final Catalogs catalogs;
    private final PolicySource policies;
    private final History history;
    private final InstantSource clock;

    private volatile List<Deviation> known = List.of();
    private volatile boolean judged;
    private final Map<Drift, Deviation> late = new ConcurrentHashMap<>();
    private @Nullable Roll roll;

    /**
     * Of which RunPod may know by whom, and was not asked yet, with the moment at which it was noticed last: what came
     * up though nothing changed but endpoints, and what an endpoint moved afterwards.
     */
    private final SequencedMap<Deviation.Subject, Instant> unasked = new LinkedHashMap<>();

    private Instant nextQuestion = Instant.MIN;

    public DriftWatch(Fleet fleet, Catalogs catalogs, PolicySource policies, History history, InstantSource clock) {
        this.fleet = fleet;
        this.catalogs = catalogs;
        this.policies = policies;
        this.history = history;
        this.clock = clock;
    }

    /** All that deviates, as far as it is known; no I/O. */
    public List<Deviation> known() {
        List<Deviation> all = new ArrayList<>(late.values());
        all.addAll(known);
        return all;
    }

    /** Why it is not known yet what deviates, for people; empty once it was looked at. */
    public Optional<String> awaited() {
        if (judged) {
            return Optional.empty();
        }
        String missing = fleet.listed().isEmpty()
                ? "RunPod's endpoints have not been listed"
                : catalogs.known() ? "that is under way" : "RunPod's catalogue has not been read";
        return Optional.of("What stands has not been judged yet: " + missing + ".");
    }

    @Override
    public void drifted(Drift drift) {
        String detail = "it stands as decision " + drift.late() + " left it, which landed late"
                + drift.newer()
                        .map(newer -> ", after decision " + newer)
                        .orElse(" although it was said to have failed");
        late.put(
                drift,
                new Deviation(
                        fleet.known(drift.endpointId()).map(Sighting::endpoint),
                        drift.team(),
                        Violation.of(LATE, "", detail),
                        drift.time(),
                        Optional.empty()));
    }

    @Override
    public void over(Drift drift) {
        late.remove(drift);
    }

    /** Judges anew where that may come out otherwise, and asks about one of those that are new. */
    public Uni<Void> look() {
        Optional<PolicySet> policy = policies.current();
        if (policy.isEmpty() || fleet.listed().isEmpty() || !catalogs.known()) {
            return Uni.createFrom().voidItem();
        }
        // Read before the endpoints, so that one that changes meanwhile is looked at once more.
        long version = fleet.version();
        Instant now = clock.instant();
        boolean byTheSame = roll != null && roll.isBy(policy.get(), catalogs.current());
        if (roll == null || !byTheSame || !roll.holds(now)) {
            roll = new Roll(policy.get(), catalogs.current(), now);
        } else if (roll.isOf(version)) {
            return askAboutOne();
        }
        return call(roll, version, now, byTheSame);
    }

    private Uni<Void> call(Roll current, long version, Instant now, boolean onlyEndpointsMoved) {
        return Uni.createFrom()
                .item(() -> {
                    current.call(fleet.all(), version, now);
                    tell(current.deviations(now), now, onlyEndpointsMoved);
                    return current;
                })
                .runSubscriptionOn(Thread::startVirtualThread)
                .chain(this::askAboutOne);
    }

    private void tell(List<Deviation> found, Instant now, boolean onlyEndpointsMoved) {
        Map<Deviation.Subject, Deviation> before = new HashMap<>();
        known.forEach(deviation -> before.put(deviation.subject(), deviation));
        List<Deviation> told = new ArrayList<>();
        for (Deviation deviation : found) {
            Deviation earlier = before.get(deviation.subject());
            told.add(earlier == null ? deviation : deviation.since(earlier));
            if (earlier == null ? onlyEndpointsMoved : deviation.hasMovedSince(earlier)) {
                askLater(deviation, now);
            }
        }
        known = List.copyOf(told);
        judged = true;
    }

    private void askLater(Deviation deviation, Instant noticed) {
        Deviation.Subject subject = deviation.subject();
        if (deviation.field().isPresent() && (unasked.size() < MOST_QUESTIONS || unasked.containsKey(subject))) {
            unasked.put(subject, noticed);
        }
    }

    /** At a reader's urgency: it may wait, and whoever updates may not. */
    private Uni<Void> askAboutOne() {
        Instant now = clock.instant();
        if (unasked.isEmpty() || now.isBefore(nextQuestion)) {
            return Uni.createFrom().voidItem();
        }
        Map.Entry<Deviation.Subject, Instant> question = unasked.pollFirstEntry();
        Optional<Deviation> next = known.stream()
                .filter(deviation -> deviation.subject().equals(question.getKey()))
                .findFirst();
        if (next.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        nextQuestion = now.plus(BETWEEN_QUESTIONS);
        Deviation about = next.get();
        Errand errand = Errand.ofTheHouse(Deadline.in(PATIENCE)).as(Errand.Urgency.READ);
        Field<?> field = about.field().orElseThrow();
        return history.of(about.endpoint().orElseThrow().id(), question.getValue(), errand)
                .invoke(releases -> releases.stream()
                        .filter(release -> release.concerns(field))
                        .findFirst()
                        .ifPresent(release -> tell(about, release)))
                .replaceWithVoid();
    }

    private void tell(Deviation about, Release release) {
        known = known.stream()
                .map(each -> each.subject().equals(about.subject()) ? each.by(release) : each)
                .toList();
    }
}
