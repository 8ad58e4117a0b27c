package io.podgate.endpoint;

import java.math.BigDecimal;

/** What makes RunPod add workers. */
public sealed interface Scaling {

    Type type();

    /** The names of the scalers, as both dialects write them. */
    enum Type {
        QUEUE_DELAY,
        REQUEST_COUNT
    }

    /**
     * Scale on how long requests wait.
     *
     * @param seconds at least 0.5; without trailing zeros, so that 4 and 4.0 are equal
     */
    record QueueDelay(BigDecimal seconds) implements Scaling {
        public QueueDelay {
            seconds = seconds.stripTrailingZeros();
            if (seconds.scale() < 0) {
                seconds = seconds.setScale(0);
            }
        }

        @Override
        public Type type() {
            return Type.QUEUE_DELAY;
        }
    }

    /** Scale on requests in flight per worker, at least 1. */
    record RequestCount(int requests) implements Scaling {
        @Override
        public Type type() {
            return Type.REQUEST_COUNT;
        }
    }
}
