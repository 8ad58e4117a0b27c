package io.podgate.memory;

import io.podgate.admission.Opening;
import io.podgate.admission.Timing;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to open an update: whichever comes first, its intent being durable or somebody giving up, decides it once
 * and for all.
 */
final class Attempt {

    private final AtomicReference<@Nullable Opening> decided = new AtomicReference<>();
    private final CompletableFuture<Opening> answer = new CompletableFuture<>();
    private final Runnable release;
    private final Runnable forNobody;
    private volatile boolean abandoned;

    /**
     * An attempt that nothing has decided yet.
     *
     * @param release what to do where it was given up
     * @param forNobody what to do where its intent became durable, and nobody is there to record what became of it
     */
    Attempt(Runnable release, Runnable forNobody) {
        this.release = release;
        this.forNobody = forNobody;
    }

    boolean isOver() {
        return decided.get() != null;
    }

    void follow(CompletableFuture<Void> durable) {
        var _ = durable.whenComplete((ok, failure) -> {
            if (failure != null) {
                giveUp(String.valueOf(failure.getMessage()));
            } else if (decides(new Opening.Opened())) {
                answer.complete(new Opening.Opened());
            } else if (abandoned) {
                forNobody.run();
            }
        });
    }

    /** What came of it. Who does not wait until then has given up. */
    Uni<Opening> within(Duration patience, Timing timing) {
        return Uni.createFrom()
                .<Opening>emitter(emitter -> {
                    Cancellable late = timing.pause(patience)
                            .subscribe()
                            .with(passed ->
                                    giveUp("the intent could not be recorded within " + patience.toMillis() + " ms"));
                    emitter.onTermination(late::cancel);
                    var _ = answer.thenAccept(emitter::complete);
                })
                .onCancellation()
                .invoke(this::abandon);
    }

    /** Nobody is told before what was held is let go, so that who was refused can try again at once. */
    private void giveUp(String why) {
        Opening refused = new Opening.Unreachable(why);
        if (decides(refused)) {
            release.run();
            answer.complete(refused);
        }
    }

    private boolean decides(Opening opening) {
        return decided.compareAndSet(null, opening);
    }

    private void abandon() {
        abandoned = true;
        if (decided.get() instanceof Opening.Opened) {
            release.run();
            forNobody.run();
        } else {
            giveUp("nobody waits for it any more");
        }
    }
}
