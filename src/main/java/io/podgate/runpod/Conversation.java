package io.podgate.runpod;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * One exchange under way. Its end comes once: by an answer, a failure, the timeout or because nobody waits any more.
 * After that nothing is written, even where a connection comes about only then, and what was under way is reset.
 *
 * <pre>
 * connecting ──connection──▶ speaking ──▶ over
 *     └──────────────────────────────────▶ over
 * </pre>
 */
final class Conversation {

    private sealed interface State {
        /** Nothing was sent yet. */
        record Connecting() implements State {}

        /** Something may have been sent. */
        record Speaking(HttpClientRequest request) implements State {}

        record Over() implements State {}
    }

    private static final State CONNECTING = new State.Connecting();
    private static final State OVER = new State.Over();

    private final Vertx vertx;
    private final UniEmitter<? super Answer> listener;
    private final AtomicReference<State> state = new AtomicReference<>(CONNECTING);
    private final long timer;

    @SuppressWarnings("ThisEscapedInObjectConstruction") // the timer is the last to be set
    Conversation(Vertx vertx, Duration atMost, UniEmitter<? super Answer> listener) {
        this.vertx = vertx;
        this.listener = listener;
        this.timer = vertx.setTimer(Math.max(1, atMost.toMillis()), fired -> timedOut(atMost));
        listener.onTermination(() -> end((over, old) -> {}));
    }

    /** A connection is there; false where it comes too late to be used. */
    boolean connected(HttpClientRequest request) {
        boolean inTime = state.compareAndSet(CONNECTING, new State.Speaking(request));
        if (!inTime) {
            request.reset();
        }
        return inTime;
    }

    /** RunPod answered; the connection stays good for the next exchange. */
    void answered(Answer answer) {
        State old = state.getAndSet(OVER);
        if (!(old instanceof State.Over)) {
            vertx.cancelTimer(timer);
            if (answer.status() >= 500) {
                listener.fail(new ExchangeFailure.ServerError(answer));
            } else {
                listener.complete(answer);
            }
        }
    }

    /** The connection did not come about, or broke, or the answer is of no use. */
    void failed(Throwable why) {
        end((emitter, old) -> emitter.fail(
                why instanceof ExchangeFailure failure
                        ? failure
                        : old instanceof State.Connecting
                                ? new ExchangeFailure.NotSent(brief(why))
                                : new ExchangeFailure.Cut(brief(why))));
    }

    private void timedOut(Duration atMost) {
        String within = " within " + atMost.toMillis() + " ms";
        end((emitter, old) -> emitter.fail(
                old instanceof State.Connecting
                        ? new ExchangeFailure.NotSent("no connection" + within)
                        : new ExchangeFailure.TimedOut("no answer" + within)));
    }

    private void end(BiConsumer<UniEmitter<? super Answer>, State> tell) {
        State old = state.getAndSet(OVER);
        if (old instanceof State.Over) {
            return;
        }
        vertx.cancelTimer(timer);
        if (old instanceof State.Speaking(HttpClientRequest request)) {
            request.reset();
        }
        tell.accept(listener, old);
    }

    private static String brief(Throwable failure) {
        return failure.getClass().getSimpleName();
    }
}
