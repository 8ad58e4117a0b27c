package io.podgate.runpod;

import io.podgate.admission.Errand;
import io.podgate.admission.Reply;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What is being asked of RunPod, for whoever asks the same meanwhile. The question goes on though whoever put it hangs
 * up, on that one's share of the quota; whom that share only has let down puts it again on its own.
 */
final class Flights<T> {

    private final ConcurrentHashMap<String, Flight<T>> underWay = new ConcurrentHashMap<>();

    private record Flight<T>(Errand.Share share, CompletableFuture<Reply<T>> end) {}

    /** @param ask never fails but for bugs */
    Uni<Reply<T>> join(String what, Errand errand, Function<Errand, Uni<Reply<T>>> ask) {
        return Uni.createFrom().deferred(() -> {
            Flight<T> own = new Flight<>(errand.share(), new CompletableFuture<>());
            Flight<T> other = underWay.putIfAbsent(what, own);
            if (other == null) {
                return begun(what, own, ask.apply(errand));
            }
            return Uni.createFrom()
                    .completionStage(other.end().copy())
                    .chain(reply -> isOfTheShare(reply) && !other.share().equals(errand.share())
                            ? ask.apply(errand)
                            : Uni.createFrom().item(reply));
        });
    }

    private Uni<Reply<T>> begun(String what, Flight<T> own, Uni<Reply<T>> asked) {
        Uni<Reply<T>> end = Uni.createFrom().completionStage(own.end().copy());
        asked.onTermination()
                .invoke(() -> underWay.remove(what, own))
                .subscribe()
                .with(own.end()::complete, own.end()::completeExceptionally);
        return end;
    }

    private static boolean isOfTheShare(Reply<?> reply) {
        return reply instanceof Reply.Limited<?> || reply instanceof Reply.Overloaded<?>;
    }
}
