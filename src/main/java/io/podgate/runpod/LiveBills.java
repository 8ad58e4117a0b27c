package io.podgate.runpod;

import io.podgate.admission.Bills;
import io.podgate.admission.Deadline;
import io.podgate.admission.Errand;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Reply;
import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import io.podgate.dialect.Billed;
import io.podgate.policy.Attribution;
import io.podgate.policy.LastKnown;
import io.podgate.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * RunPod's bills of this calendar month (UTC), read now and then as long as the policy caps a month, and served stale
 * in between. Whose the money is follows the policy and the endpoints' names as they are when it is asked; what is gone
 * stays whose it was.
 */
final class LiveBills implements Bills {

    private static final Logger LOG = Logger.getLogger(LiveBills.class);
    private static final Duration AGAIN = Duration.ofMinutes(5);
    /** While nothing of this month is known, so that growth is refused. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final RunpodAddress address;
    private final Attempts attempts;
    private final PolicySource policies;
    private final EndpointNames names;
    private final Duration maxAge;
    private final InstantSource clock;
    private final DoubleSupplier jitter;

    private record Reading(YearMonth month, Map<String, Money> byEndpoint, Instant at) {}

    private record Attributed(Reading reading, PolicySet policy, Map<String, LastKnown> names, Spending spending) {}

    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile @Nullable Reading reading;
    private volatile @Nullable Attributed attributed;
    private volatile Instant due = Instant.MIN;
    private volatile boolean asked;

    /** @param jitter a fresh number from 0 to 1 for each wait */
    LiveBills(
            RunpodAddress address,
            Attempts attempts,
            PolicySource policies,
            EndpointNames names,
            Duration maxAge,
            InstantSource clock,
            DoubleSupplier jitter) {
        this.address = address;
        this.attempts = attempts;
        this.policies = policies;
        this.names = names;
        this.maxAge = maxAge;
        this.clock = clock;
        this.jitter = jitter;
    }

    /** Attributed anew only when the bills, the policy or a name is another than before. */
    @Override
    @SuppressWarnings("ReferenceEquality") // identity is what makes the memo cheap; a false miss only costs time
    public Optional<Spending> spending() {
        Reading last = ofThisMonth().orElse(null);
        PolicySet policy = policies.current().orElse(null);
        Map<String, LastKnown> called = names.current().orElse(null);
        if (last == null || policy == null || called == null) {
            return Optional.empty();
        }
        Attributed memo = attributed;
        if (memo != null && memo.reading() == last && memo.policy() == policy && memo.names() == called) {
            return Optional.of(memo.spending());
        }
        Spending spending = attributed(last, policy, called);
        attributed = new Attributed(last, policy, called, spending);
        return Optional.of(spending);
    }

    @Override
    public Optional<Spending> spending(PolicySet policy) {
        return ofThisMonth().flatMap(last -> names.current().map(called -> attributed(last, policy, called)));
    }

    private static Spending attributed(Reading last, PolicySet policy, Map<String, LastKnown> called) {
        return Attribution.of(policy, last.byEndpoint(), id -> called.getOrDefault(id, LastKnown.NOTHING), last.at());
    }

    @Override
    public boolean fresh() {
        return ofThisMonth()
                .filter(last -> last.at().plus(maxAge).isAfter(clock.instant()))
                .isPresent();
    }

    /** Whether there is nothing to wait for: they were asked for, well or badly, or cannot be, or nobody needs them. */
    boolean looked() {
        return asked
                || names.failing()
                || policies.current().filter(PolicySet::capsMonths).isEmpty();
    }

    /** When bills were last read; empty where nobody asks for them. */
    Optional<Instant> read() {
        return Optional.ofNullable(reading).map(Reading::at);
    }

    private Optional<Reading> ofThisMonth() {
        return Optional.ofNullable(reading).filter(last -> last.month().equals(month()));
    }

    private YearMonth month() {
        return monthOf(clock.instant());
    }

    private static Instant startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static YearMonth monthOf(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    /**
     * Reads the bills where it is time to; a failure leaves the last ones in place. Before it can be known what all
     * endpoints are called nothing is read, since what cannot be attributed would count for no team.
     */
    Uni<Void> refresh(Deadline deadline) {
        if (policies.current().filter(PolicySet::capsMonths).isEmpty()) {
            reading = null;
            due = Instant.MIN;
            return Uni.createFrom().voidItem();
        }
        Instant begun = clock.instant();
        if (names.current().isEmpty() || begun.isBefore(due) || !underWay.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        YearMonth month = monthOf(begun);
        String path = address.basePath() + address.dialect().billingPath(month);
        return attempts.<List<Billed>>ask(
                        Exchange.get("billing", path, Exchange.LIST),
                        Errand.ofTheHouse(deadline),
                        answer -> address.dialect().readBilling(answer.body().bytes()))
                .invoke(reply -> take(reply, month, begun))
                .onTermination()
                .invoke(() -> {
                    asked = true;
                    underWay.set(false);
                })
                .replaceWithVoid();
    }

    private void take(Reply<List<Billed>> reply, YearMonth month, Instant begun) {
        if (reply instanceof Reply.Answered<List<Billed>>(List<Billed> bills, var upstream)) {
            reading = new Reading(month, sums(bills, month), begun);
        } else {
            LOG.warnf("RunPod's bills could not be read: %s", why(reply));
        }
        Duration wait = ofThisMonth().isPresent() ? AGAIN : SOON;
        Instant next = begun.plusMillis((long) (wait.toMillis() * (0.8 + 0.4 * jitter.getAsDouble())));
        Instant turn = startOf(month.plusMonths(1));
        due = next.isBefore(turn) ? next : turn;
    }

    private static String why(Reply<?> reply) {
        return switch (reply) {
            case Reply.Answered<?> answered -> "they were";
            case Reply.Rejected<?> rejected -> "RunPod answered " + rejected.status() + ": " + rejected.detail();
            case Reply.Limited<?> limited -> "RunPod's rate limit is used up";
            case Reply.Failed<?> failed -> failed.detail();
            case Reply.Unavailable<?> away -> away.detail();
            case Reply.Overloaded<?> overloaded -> "too many exchanges with RunPod are under way";
            case Reply.Unsettled<?> unsettled -> unsettled.detail();
        };
    }

    /** Of the month alone, whatever else RunPod tells. */
    private static Map<String, Money> sums(List<Billed> bills, YearMonth month) {
        Map<String, Money> sums = new HashMap<>();
        for (Billed bill : bills) {
            if (bill.since().map(LiveBills::monthOf).orElse(month).equals(month)) {
                sums.merge(bill.endpointId(), new Money(bill.usd()), Money::plus);
            }
        }
        return Map.copyOf(sums);
    }
}
