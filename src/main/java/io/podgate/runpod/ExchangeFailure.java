package io.podgate.runpod;

import java.time.Duration;

/** Why an exchange brought no answer that can be used. Stays inside the adapter; carries no stack trace. */
abstract sealed class ExchangeFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private ExchangeFailure(String message) {
        super(message, null, false, false);
    }

    /** There was no turn for it within its deadline in the line for RunPod's quota; nothing was sent. */
    static final class NoTurn extends ExchangeFailure {
        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        NoTurn(Duration retryAfter) {
            super("RunPod's quota has no room");
            this.retryAfter = retryAfter;
        }

        /** When there should be one. */
        Duration retryAfter() {
            return retryAfter;
        }
    }

    /** No connection came about, so nothing was sent. */
    static final class NotSent extends ExchangeFailure {
        private static final long serialVersionUID = 1L;

        NotSent(String why) {
            super(why);
        }
    }

    /** The connection broke, or the answer was too large, after something may have been sent. */
    static final class Cut extends ExchangeFailure {
        private static final long serialVersionUID = 1L;

        Cut(String why) {
            super(why);
        }
    }

    /** No answer came in time after something may have been sent. */
    static final class TimedOut extends ExchangeFailure {
        private static final long serialVersionUID = 1L;

        TimedOut(String why) {
            super(why);
        }
    }

    /** A 5xx; an exception so that the breaker counts it. */
    static final class ServerError extends ExchangeFailure {
        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        ServerError(Answer answer) {
            super("RunPod answered " + answer.status());
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }
}
