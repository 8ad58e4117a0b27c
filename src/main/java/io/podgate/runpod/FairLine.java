package io.podgate.runpod;

import io.podgate.admission.Errand;
import io.podgate.admission.Timing;
import io.podgate.admission.UpstreamListener;
import io.podgate.admission.UpstreamQuota;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * The line for RunPod's quota. As long as RunPod has told of none, or there is room, an exchange begins at once;
 * otherwise it waits for its turn, and fails with {@link ExchangeFailure.NoTurn} where there will be none before its
 * deadline. What shrinks, or matters still more, stands in a line of its own that has all its turns first.
 */
final class FairLine implements Line, UpstreamQuota {

    /** Left to an exchange that had to wait; with less, its end would not be known. */
    static final Duration LEFT = Duration.ofSeconds(1);

    private static final int TOO_MANY = 429;
    private static final long SHORTEST = Duration.ofMillis(1).toNanos();
    private static final long A_MOMENT = Duration.ofMillis(10).toNanos();

    private final Line next;
    private final Timing timing;
    private final UpstreamListener listener;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean limited;

    private final Object lock = new Object(); // all that follows is read and changed under it
    private final Quota quota = new Quota();
    private final WaitingRoom<Waiting> room = new WaitingRoom<>();
    private boolean alarmed;
    private long alarm;

    FairLine(Line next, Timing timing, UpstreamListener listener) {
        this.next = next;
        this.timing = timing;
        this.listener = listener;
    }

    /** An exchange in line; its {@code last} is when its turn has to have come. */
    private record Waiting(Exchange exchange, Errand errand, long last, UniEmitter<? super Answer> emitter) {}

    @Override
    public Uni<Answer> send(Exchange exchange, Errand errand) {
        return Uni.createFrom().deferred(() -> {
            if (!limited) {
                underWay.incrementAndGet();
                return sent(exchange, errand);
            }
            return begunAtOnce(errand)
                    ? sent(exchange, errand)
                    : Uni.createFrom().emitter(emitter -> stand(exchange, errand, emitter));
        });
    }

    private Uni<Answer> sent(Exchange exchange, Errand errand) {
        long asked = timing.nanoTime();
        return next.send(exchange, errand)
                .onTermination()
                .invoke((answer, failure, cancelled) -> ended(answer, failure, asked));
    }

    private boolean begunAtOnce(Errand errand) {
        synchronized (lock) {
            if (!room.isFreeFor(errand) || !hasRoom(errand, timing.nanoTime())) {
                return false;
            }
            begin(errand);
            return true;
        }
    }

    private boolean hasRoom(Errand errand, long now) {
        return quota.hasRoom(errand, underWay.get(), now);
    }

    private void begin(Errand errand) {
        underWay.incrementAndGet();
        quota.began(errand.share());
    }

    private void stand(Exchange exchange, Errand errand, UniEmitter<? super Answer> emitter) {
        synchronized (lock) {
            long now = timing.nanoTime();
            long last = now + errand.deadline().remaining().minus(LEFT).toNanos();
            if (room.isFullFor(errand) || opensIn(errand, now) > last - now) {
                refuse(errand, emitter, now);
                return;
            }
            Waiting waiting = new Waiting(exchange, errand, last, emitter);
            room.add(errand, waiting);
            emitter.onTermination(() -> leave(waiting));
            pump(now);
            tellWaiting(errand);
        }
    }

    /** For somebody new at the end of its share's line. */
    private long opensIn(Errand errand, long now) {
        return quota.opensIn(errand, room.ahead(errand) + 1L, now);
    }

    private void refuse(Errand errand, UniEmitter<? super Answer> emitter, long now) {
        Duration wait = Duration.ofNanos(Math.max(SHORTEST, opensIn(errand, now)));
        timing.soon(() -> emitter.fail(new ExchangeFailure.NoTurn(wait)));
    }

    @SuppressWarnings("ReferenceEquality") // this very place in the line, not another that says the same
    private void leave(Waiting waiting) {
        synchronized (lock) {
            room.leave(place -> place.who().equals(waiting), gone -> tellWaiting(gone.errand()));
        }
    }

    private void ended(@Nullable Answer answer, @Nullable Throwable failure, long asked) {
        Answer heard = failure instanceof ExchangeFailure.ServerError error ? error.answer() : answer;
        List<QuotaFields.Word> words = heard == null ? List.of() : QuotaFields.of(heard);
        if (!limited && words.isEmpty() && (heard == null || heard.status() != TOO_MANY)) {
            underWay.decrementAndGet();
            return;
        }
        synchronized (lock) {
            underWay.decrementAndGet();
            long now = timing.nanoTime();
            if (mayHaveReached(failure)) {
                quota.ended(heard, words, asked, now);
                words.forEach(word -> listener.quota(word.window(), word.remaining()));
            }
            pump(now);
            limited = !quota.isUnlimited(now) || !room.isEmpty();
        }
    }

    private static boolean mayHaveReached(@Nullable Throwable failure) {
        return !(failure instanceof ExchangeFailure.NotSent
                || failure instanceof BulkheadException
                || failure instanceof CircuitBreakerOpenException);
    }

    /** Lets go who may, sends away whose turn will not come in time, and sees to it that somebody looks again. */
    private void pump(long now) {
        if (room.isEmpty()) {
            return;
        }
        for (var first = next(now); first.isPresent(); first = next(now)) {
            start(first.get());
        }
        room.leave(place -> isHopeless(place.who(), now), gone -> {
            refuse(gone.errand(), gone.who().emitter(), now);
            tellWaiting(gone.errand());
        });
        lookAgain(now);
    }

    private Optional<Waiting> next(long now) {
        return room.next(errand -> hasRoom(errand, now));
    }

    private boolean isHopeless(Waiting waiting, long now) {
        return waiting.last() - now <= 0 || quota.opensIn(waiting.errand(), 1, now) > waiting.last() - now;
    }

    private void start(Waiting waiting) {
        begin(waiting.errand());
        tellWaiting(waiting.errand());
        timing.soon(() -> {
            var under = sent(waiting.exchange(), waiting.errand())
                    .subscribe()
                    .with(waiting.emitter()::complete, waiting.emitter()::fail);
            waiting.emitter().onTermination(under::cancel);
        });
    }

    /** What is under way looks again when it ends; this is for when nothing is. */
    private void lookAgain(long now) {
        long soonest = room.all().stream()
                .mapToLong(waiting -> {
                    long opens = Math.max(A_MOMENT, quota.opensIn(waiting.errand(), 1, now));
                    long left = waiting.last() - now;
                    return opens > A_MOMENT || underWay.get() == 0 ? Math.min(opens, left) : left;
                })
                .min()
                .orElse(Long.MAX_VALUE);
        if (soonest == Long.MAX_VALUE) {
            return;
        }
        long at = now + Math.max(SHORTEST, soonest);
        if (!alarmed || at - alarm < 0) {
            alarmed = true;
            alarm = at;
            timing.pause(Duration.ofNanos(at - now)).subscribe().with(over -> look(at));
        }
    }

    private void look(long at) {
        synchronized (lock) {
            alarmed &= alarm != at;
            pump(timing.nanoTime());
        }
    }

    private void tellWaiting(Errand errand) {
        listener.waiting(errand.share().name(), room.size(errand.share()));
    }

    @Override
    public View now() {
        synchronized (lock) {
            long now = timing.nanoTime();
            return new View(quota.windows(now), quota.pause(now), underWay.get(), room.byShare());
        }
    }
}
