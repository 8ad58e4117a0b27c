package io.podgate.policy;

import io.podgate.budget.Measure;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.Direction;
import io.podgate.endpoint.Field;
import java.util.ArrayList;
import java.util.List;

/** The fields by which an update makes an endpoint cost more. */
final class CostGrowth {

    private static final List<Field<?>> WORKER =
            List.of(Field.GPU_COUNT, Field.GPU_TYPES, Field.VCPU_COUNT, Field.CPU_FLAVORS);
    private static final List<Field<?>> CARDS_FIRST = List.of(
            Field.GPU_TYPES,
            Field.CPU_FLAVORS,
            Field.GPU_COUNT,
            Field.VCPU_COUNT,
            Field.WORKERS_MAX,
            Field.WORKERS_MIN,
            Field.NAME);

    private final Proposal proposal;
    private final List<Field<?>> growing;

    CostGrowth(Proposal proposal) {
        this.proposal = proposal;
        this.growing = proposal.changes().stream()
                .filter(change -> change.direction() == Direction.GROWS)
                .<Field<?>>map(Change::field)
                .filter(CARDS_FIRST::contains)
                .toList();
    }

    boolean any() {
        return !growing.isEmpty();
    }

    /** Whether there would be more workers, of the same kind. */
    boolean ofWorkersAlone() {
        return any() && WORKER.stream().noneMatch(growing::contains);
    }

    /** Whether nothing else would grow than the largest number of workers. */
    boolean atMostOfWorkersMax() {
        return growing.stream().allMatch(field -> field == Field.WORKERS_MAX);
    }

    /** Where the body says what makes the line grow; the empty pointer where it does not. */
    String pointer(Measure measure) {
        return switch (measure) {
            case Measure.Floor floor -> pointer(Field.WORKERS_MIN);
            case Measure.BurnRate burnRate -> pointer(Field.WORKERS_MAX);
            case Measure.Workers workers -> pointer(Field.WORKERS_MAX);
            case Measure.Gpus gpus -> pointer(Field.WORKERS_MAX);
        };
    }

    /** The number of workers first: it is what can be met halfway. */
    private String pointer(Field<?> workers) {
        List<Field<?>> candidates = new ArrayList<>(WORKER);
        candidates.addFirst(workers);
        candidates.add(Field.NAME);
        return first(candidates);
    }

    /** Where the body says what makes the endpoint cost more, whatever is counted. */
    String pointer() {
        return pointer(Field.WORKERS_MAX);
    }

    /** Where the body says which cards there would be; else what else grows. */
    String pointerToCards() {
        return first(CARDS_FIRST);
    }

    private String first(List<Field<?>> candidates) {
        return candidates.stream()
                .filter(field -> field == Field.NAME || growing.contains(field))
                .map(proposal::pointer)
                .filter(pointer -> !pointer.isEmpty())
                .findFirst()
                .orElse("");
    }
}
