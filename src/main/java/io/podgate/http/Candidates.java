package io.podgate.http;

import io.podgate.admission.Bills;
import io.podgate.admission.Catalogs;
import io.podgate.admission.Deadline;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.Fleet;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Sighting;
import io.podgate.identity.Issuers;
import io.podgate.policy.Circumstances;
import io.podgate.policy.Patience;
import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import io.podgate.rehearsal.Comparison;
import io.podgate.rehearsal.Facts;
import io.podgate.rehearsal.Rehearsal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Holds a candidate policy against the endpoints that stand and the decisions that were taken; changes nothing. */
@Singleton
public final class Candidates {

    /** The largest candidate, in bytes. */
    public static final int LARGEST = 1 << 20;

    private static final int DECISIONS = 200;
    private static final String NAME = "candidate.yaml";
    private static final int AT_ONCE = 2;

    /** In which work that has to stop does so by itself. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final PolicySource policies;
    private final Fleet fleet;
    private final Catalogs catalogs;
    private final Bills bills;
    private final Issuers issuers;
    private final DecisionLog log;
    private final InstantSource clock;
    private final AtomicInteger underWay = new AtomicInteger();

    Candidates(
            PolicySource policies,
            Fleet fleet,
            Catalogs catalogs,
            Bills bills,
            Issuers issuers,
            DecisionLog log,
            InstantSource clock) {
        this.policies = policies;
        this.fleet = fleet;
        this.catalogs = catalogs;
        this.bills = bills;
        this.issuers = issuers;
        this.log = log;
        this.clock = clock;
    }

    /** What can be said of a candidate. */
    public sealed interface Told {

        /**
         * It holds together.
         *
         * @param warnings what is probably not meant
         */
        record Compared(Comparison comparison, List<PolicyError> warnings) implements Told {}

        /**
         * It does not, so nothing is compared.
         *
         * @param revision of the policy in force
         */
        record Broken(String revision, List<PolicyError> errors) implements Told {}

        /** It takes longer than somebody waits for it. */
        record TooLong() implements Told {}

        /** As many others as there may be at once are under way. */
        record Busy() implements Told {}
    }

    /** Compares it with the policy in force. Fails where the trail cannot be read. */
    public Uni<Told> compare(byte[] candidate, Deadline deadline) {
        return log.find(DecisionLog.Query.newest(DECISIONS)).chain(page -> inTime(candidate, page, deadline));
    }

    private Uni<Told> inTime(byte[] candidate, DecisionLog.Page page, Deadline deadline) {
        if (underWay.incrementAndGet() > AT_ONCE) {
            underWay.decrementAndGet();
            return Uni.createFrom().item(new Told.Busy());
        }
        AtomicBoolean gone = new AtomicBoolean();
        Patience patience = () -> !gone.get() && !deadline.passed();
        return Uni.createFrom()
                .item(() -> bounded(candidate, page, patience))
                .runSubscriptionOn(Candidates::apart)
                .onCancellation()
                .invoke(() -> gone.set(true))
                .ifNoItem()
                .after(deadline.remaining().plus(A_MOMENT))
                .recoverWithItem(Told.TooLong::new);
    }

    /** It computes for seconds on end, and the few threads that carry virtual ones are everybody's. */
    private static void apart(Runnable work) {
        Thread.ofPlatform().daemon().name("podgate-candidate").start(work);
    }

    /** The next one's turn is when the work has ended, not when somebody has been told so. */
    private Told bounded(byte[] candidate, DecisionLog.Page page, Patience patience) {
        try {
            return told(candidate, page, patience);
        } catch (Patience.Ended late) {
            return new Told.TooLong();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private Told told(byte[] candidate, DecisionLog.Page page, Patience patience) {
        patience.check();
        PolicySet current = policies.current().orElseThrow();
        return switch (PolicyLoader.load(NAME, candidate, circumstances(), patience)) {
            case PolicyLoad.Loaded(PolicySet policy, List<PolicyError> warnings) ->
                new Told.Compared(
                        Rehearsal.compare(
                                current,
                                policy,
                                facts(),
                                page.entries().stream()
                                        .map(entry -> entry.text().bytes()),
                                patience),
                        Stream.concat(warnings.stream(), unbilled(policy).stream())
                                .toList());
            case PolicyLoad.Broken(List<PolicyError> errors) -> new Told.Broken(current.revision(), errors);
            case PolicyLoad.Unsettled unsettled -> throw new IllegalStateException("a text cannot be unsettled");
        };
    }

    private Circumstances circumstances() {
        return new Circumstances(catalogs.current(), clock.instant(), issuers::knows);
    }

    private Facts facts() {
        return new Facts(
                catalogs.current(),
                fleet.all().stream().map(Sighting::endpoint).toList(),
                bills::spending,
                clock.instant());
    }

    /** Bills are read only while the policy in force has a use for them. */
    private Optional<PolicyError> unbilled(PolicySet candidate) {
        return candidate.capsMonths() && bills.spending(candidate).isEmpty()
                ? Optional.of(new PolicyError(
                        NAME,
                        1,
                        1,
                        "a month is capped, and what RunPod has billed is not known here, so that no month is compared:"
                                + " bills are read only while the policy in force caps one"))
                : Optional.empty();
    }
}
