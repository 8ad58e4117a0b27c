package io.podgate.rules;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.Map;

/**
 * Counts what an evaluation costs, and ends it where that is too much: one for each step, and more where the step's
 * value is long, so that neither time nor memory is without bounds. Used by one evaluation, or one message's.
 */
final class Meter implements CelEvaluationListener {

    static final String SPENT = "evaluating it would cost too much";

    private static final int MOST = 20_000;
    private static final int LENGTH_OF_A_STEP = 10;

    private long cost;

    @Override
    public void callback(CelExpr expression, Object value) {
        cost += 1 + length(value) / LENGTH_OF_A_STEP;
        check();
    }

    private static long length(Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case Collection<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            default -> 0;
        };
    }

    boolean isSpent() {
        return cost > MOST;
    }

    /**
     * An error within {@code &&} and {@code ||} can be overruled by the other side, so it is asked again at the end.
     */
    void check() {
        if (isSpent()) {
            throw new IllegalStateException(SPENT);
        }
    }
}
