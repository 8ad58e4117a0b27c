package io.podgate.telemetry;

import io.podgate.admission.Closing;
import io.podgate.admission.Deadline;
import io.podgate.admission.Decision;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.admission.Opening;
import io.podgate.admission.Probe;
import io.podgate.admission.Remembered;
import io.podgate.admission.Unsettled;
import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A ledger to look at; nothing happens in it but what a test says. */
final class StillLedger implements Ledger {

    final Map<String, BigDecimal> totals = new HashMap<>();
    boolean reachable = true;
    Standing standing = new Standing(0, Duration.ZERO);

    @Override
    public boolean reachable() {
        return reachable;
    }

    @Override
    public Uni<Optional<Map<String, BigDecimal>>> totals(Collection<String> lines) {
        Map<String, BigDecimal> asked = new HashMap<>(totals);
        asked.keySet().retainAll(lines);
        return Uni.createFrom().item(reachable ? Optional.of(asked) : Optional.empty());
    }

    @Override
    public Standing standing() {
        return standing;
    }

    @Override
    public long picture(String endpointId) {
        throw notAskedFor();
    }

    @Override
    public Uni<Opening> open(Intent intent, Deadline deadline) {
        throw notAskedFor();
    }

    @Override
    public Uni<Probe> probe(String endpointId, Claim before, Claim after, Collection<Demand> demands) {
        throw notAskedFor();
    }

    @Override
    public void close(Intent intent, Closing closing, Decision decision) {
        throw notAskedFor();
    }

    @Override
    public Uni<Void> bypass(Intent intent) {
        throw notAskedFor();
    }

    @Override
    public Uni<Set<String>> changedElsewhere(Set<String> endpoints) {
        throw notAskedFor();
    }

    @Override
    public Uni<Set<String>> updatedElsewhere(Set<String> endpoints) {
        throw notAskedFor();
    }

    @Override
    public boolean isAhead(String endpointId, long mark) {
        return false;
    }

    @Override
    public Uni<Long> mark() {
        throw notAskedFor();
    }

    @Override
    public Uni<Boolean> seed(Tally tally) {
        throw notAskedFor();
    }

    @Override
    public Uni<List<Unsettled>> unsettled() {
        throw notAskedFor();
    }

    @Override
    public Uni<List<Unsettled>> unsettledOf(String endpointId) {
        throw notAskedFor();
    }

    @Override
    public Uni<Void> settle(Unsettled unsettled, boolean applied, Claim stands) {
        throw notAskedFor();
    }

    @Override
    public Uni<Remembered> recall(IdempotencyKey key) {
        throw notAskedFor();
    }

    private static AssertionError notAskedFor() {
        return new AssertionError("metrics only look");
    }
}
