package io.podgate.admission;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One update of an endpoint at a time, in the order in which they came. Each passage waits for the one before it; the
 * map holds the last in line and forgets an endpoint when its line is empty.
 */
final class EndpointLocks {

    private final Map<String, CompletableFuture<Void>> lastInLine = new ConcurrentHashMap<>();
    private final Timing timing;

    EndpointLocks(Timing timing) {
        this.timing = timing;
    }

    /** Runs the passage when its turn comes; empty where the deadline passed before that. */
    <T> Uni<Optional<T>> inTurn(String endpointId, Deadline deadline, Supplier<Uni<T>> passage) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> done = new CompletableFuture<>();
            CompletableFuture<Void> before = lastInLine.put(endpointId, done);
            if (before == null || before.isDone()) {
                return run(endpointId, done, passage);
            }
            return turnAfter(before, deadline)
                    .onCancellation()
                    .invoke(() -> leaveAfter(before, endpointId, done))
                    .chain(came -> {
                        if (came) {
                            return run(endpointId, done, passage);
                        }
                        leaveAfter(before, endpointId, done);
                        return Uni.createFrom().item(Optional.empty());
                    });
        });
    }

    private Uni<Boolean> turnAfter(CompletableFuture<Void> before, Deadline deadline) {
        Uni<Boolean> came = Uni.createFrom().completionStage(before.copy()).replaceWith(true);
        Uni<Boolean> late = timing.pause(deadline.remaining()).replaceWith(false);
        return Uni.join().first(came, late).toTerminate();
    }

    private <T> Uni<Optional<T>> run(String endpointId, CompletableFuture<Void> done, Supplier<Uni<T>> passage) {
        return Uni.createFrom()
                .deferred(passage::get)
                .map(Optional::of)
                .onTermination()
                .invoke(() -> leave(endpointId, done));
    }

    /** Who gives up keeps its place until those before it are through, so that those behind it do not overtake them. */
    private void leaveAfter(CompletableFuture<Void> before, String endpointId, CompletableFuture<Void> done) {
        var _ = before.whenComplete((ok, failure) -> leave(endpointId, done));
    }

    /** Whoever waits is woken on another thread: a long line that moves quickly must not pile up on one stack. */
    private void leave(String endpointId, CompletableFuture<Void> done) {
        if (lastInLine.remove(endpointId, done)) {
            done.complete(null);
        } else {
            timing.soon(() -> done.complete(null));
        }
    }

    /** How many endpoints have a line at the moment. */
    int held() {
        return lastInLine.size();
    }
}
