package io.podgate.admission;

import io.podgate.budget.Book;
import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.budget.Shortage;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A ledger that counts, and otherwise says what a test has put before it. */
final class FakeLedger implements Ledger {

    final Book book = new Book();
    final Deque<Opening> openings = new ArrayDeque<>();
    boolean takesSeeds = true;
    final List<String> books = new ArrayList<>();
    final List<Intent> opened = new ArrayList<>();
    final List<Closing> closings = new ArrayList<>();
    final List<Decision> results = new ArrayList<>();
    final Set<String> elsewhere = new HashSet<>();
    final List<String> bypassed = new ArrayList<>();
    final List<String> counting = new ArrayList<>();
    final List<Unsettled> unsettled = new ArrayList<>();
    final List<String> settled = new ArrayList<>();
    Remembered remembered = new Remembered.Nothing();

    /** Why it cannot be reached. */
    Optional<String> away = Optional.empty();

    @Override
    public boolean reachable() {
        return away.isEmpty();
    }

    @Override
    public long picture(String endpointId) {
        return 0;
    }

    @Override
    public Uni<Opening> open(Intent intent, Deadline deadline) {
        if (!openings.isEmpty()) {
            return Uni.createFrom().item(openings.removeFirst());
        }
        List<Shortage> shortages = book.reserve(
                intent.endpointId(), intent.decisionId(), intent.before(), intent.after(), intent.demands());
        if (!shortages.isEmpty()) {
            return Uni.createFrom().item(new Opening.NoRoom(shortages));
        }
        opened.add(intent);
        return Uni.createFrom().item(new Opening.Opened());
    }

    @Override
    public Uni<Probe> probe(String endpointId, Claim before, Claim after, Collection<Demand> demands) {
        return Uni.createFrom()
                .item(away.<Probe>map(Probe.Unreachable::new)
                        .orElseGet(() -> new Probe.Told(book.probe(endpointId, before, after, demands))));
    }

    @Override
    public void close(Intent intent, Closing closing, Decision decision) {
        closings.add(closing);
        results.add(decision);
        switch (closing) {
            case Closing.Stands(Claim claim) -> book.settle(intent.endpointId(), intent.decisionId(), claim);
            case Closing.NothingDone n -> book.release(intent.endpointId(), intent.decisionId());
            case Closing.NotKnown n -> {}
            case Closing.NotKnownOfSeveral n -> {}
            case Closing.MayLand m -> {}
        }
    }

    @Override
    public Uni<Void> bypass(Intent intent) {
        bypassed.add(intent.decisionId());
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Optional<Map<String, BigDecimal>>> totals(Collection<String> lines) {
        Map<String, BigDecimal> totals = new HashMap<>();
        lines.forEach(line -> totals.put(line, book.total(line)));
        return Uni.createFrom().item(away.isPresent() ? Optional.empty() : Optional.of(totals));
    }

    @Override
    public Uni<Set<String>> changedElsewhere(Set<String> endpoints) {
        return Uni.createFrom()
                .item(endpoints.stream()
                        .filter(id -> away.isPresent() || elsewhere.contains(id))
                        .collect(Collectors.toSet()));
    }

    @Override
    public Uni<Set<String>> updatedElsewhere(Set<String> endpoints) {
        return changedElsewhere(endpoints);
    }

    @Override
    public boolean isAhead(String endpointId, long mark) {
        return false;
    }

    @Override
    public Uni<Long> mark() {
        counting.add("mark");
        return Uni.createFrom().item(0L);
    }

    @Override
    public Uni<Boolean> seed(Tally tally) {
        books.add(tally.books());
        counting.add(tally.unread().isEmpty() ? "seed" : "seed but " + tally.unread());
        tally.fleet().forEach(book::seed);
        return Uni.createFrom().item(takesSeeds);
    }

    @Override
    public Uni<List<Unsettled>> unsettled() {
        return Uni.createFrom().item(List.copyOf(unsettled));
    }

    @Override
    public Uni<List<Unsettled>> unsettledOf(String endpointId) {
        return unsettled();
    }

    @Override
    public Uni<Void> settle(Unsettled one, boolean applied, Claim stands) {
        settled.add(one.decisionId() + (applied ? " applied" : " failed"));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Remembered> recall(IdempotencyKey key) {
        return Uni.createFrom().item(remembered);
    }

    @Override
    public Standing standing() {
        return new Standing(0, Duration.ZERO);
    }
}
