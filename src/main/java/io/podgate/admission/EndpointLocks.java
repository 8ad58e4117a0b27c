package io.podgate.admission;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
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

    /** Runs the passage when its turn comes; empty where the deadline passed before that. */
    <T> Uni<Optional<T>> inTurn(String endpointId, Deadline deadline, Supplier<Uni<T>> passage) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> done = new CompletableFuture<>();
            CompletableFuture<Void> before = lastInLine.put(endpointId, done);
            if (before == null || before.isDone()) {
                return run(endpointId, done, passage);
            }
            return turnAfter(before, deadline).chain(came -> {
                if (came) {
                    return run(endpointId, done, passage);
                }
                var _ = before.whenComplete((ok, failure) -> leave(endpointId, done));
                return Uni.createFrom().item(Optional.empty());
            });
        });
    }

    private static Uni<Boolean> turnAfter(CompletableFuture<Void> before, Deadline deadline) {
        return Uni.createFrom()
                .completionStage(before.copy())
                .replaceWith(true)
                .ifNoItem()
                .after(atLeastOneMilli(deadline.remaining()))
                .recoverWithItem(false);
    }

    private <T> Uni<Optional<T>> run(String endpointId, CompletableFuture<Void> done, Supplier<Uni<T>> passage) {
        return Uni.createFrom()
                .deferred(passage::get)
                .map(Optional::of)
                .onTermination()
                .invoke(() -> leave(endpointId, done));
    }

    private void leave(String endpointId, CompletableFuture<Void> done) {
        lastInLine.remove(endpointId, done);
        done.complete(null);
    }

    private static Duration atLeastOneMilli(Duration duration) {
        return duration.toMillis() < 1 ? Duration.ofMillis(1) : duration;
    }
}
