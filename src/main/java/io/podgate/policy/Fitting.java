package io.podgate.policy;

import io.podgate.budget.Line;
import io.podgate.budget.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** How many workers would pass. */
final class Fitting {

    private final Delta delta;

    Fitting(Delta delta) {
        this.delta = delta;
    }

    /**
     * How many workers the line would let pass, of the kind that they would be; as many as take no more than stands in
     * any case. Empty where the line does not count them.
     *
     * @param room what the other endpoints leave of the cap; below zero where they leave nothing
     */
    Optional<Long> on(Line line, BigDecimal room) {
        BigDecimal each = line.measure().perWorker(delta.after());
        if (each.signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal stands = delta.claimBefore().of(line.key());
        if (delta.isGuessed(line)) {
            return Optional.of(Math.max(staying(line), room.compareTo(stands) >= 0 ? whole(room, each) : 0));
        }
        return Optional.of(whole(room.max(stands), each));
    }

    private static long whole(BigDecimal room, BigDecimal each) {
        return room.max(BigDecimal.ZERO).divide(each, 0, RoundingMode.DOWN).longValue();
    }

    /**
     * The workers that stay without being growth, where their price is a guess; none where something else would grow.
     */
    private long staying(Line line) {
        if (!delta.growth().atMostOfWorkersMax() || delta.entered().contains(line.owner())) {
            return 0;
        }
        return line.measure() instanceof Measure.Floor
                ? delta.before().always()
                : delta.before().workers();
    }

    /** The workers that stay where nothing may grow; empty where not just their number would. */
    Optional<Long> whereNothingMayGrow() {
        return delta.growth().ofWorkersAlone()
                ? Optional.of((long) delta.before().workers())
                : Optional.empty();
    }
}
