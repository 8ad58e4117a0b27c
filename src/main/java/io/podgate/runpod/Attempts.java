package io.podgate.runpod;

import io.podgate.admission.Deadline;
import io.podgate.admission.Reply;
import io.podgate.admission.Upstream;
import io.podgate.admission.UpstreamListener;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The attempt plan: what is tried again, when, and how often. A GET may be tried again after anything that may pass; an
 * update only where it provably was not processed: no connection came about, or RunPod said 429 or 503. After anything
 * ambiguous an update is not repeated.
 */
final class Attempts {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Line line;
    private final int maxAttempts;
    private final Backoff backoff;
    private final UpstreamListener listener;

    /** @param jitter a fresh number from 0 to 1 for each wait */
    Attempts(Line line, int maxAttempts, DoubleSupplier jitter, UpstreamListener listener) {
        this.line = line;
        this.maxAttempts = maxAttempts;
        this.backoff = new Backoff(jitter);
        this.listener = listener;
    }

    /** What is made of a good answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Answer answer) throws io.podgate.dialect.GarbledAnswer;
    }

    /** Never fails but for bugs. */
    <T> Uni<Reply<T>> ask(Exchange exchange, Deadline deadline, Reader<T> reader) {
        if (deadline.passed()) {
            return Uni.createFrom()
                    .item(new Reply.Unavailable<>("no time was left to ask RunPod", AT_ONCE, Upstream.NONE));
        }
        return attempt(exchange, deadline, reader, 1, System.nanoTime());
    }

    private <T> Uni<Reply<T>> attempt(Exchange exchange, Deadline deadline, Reader<T> reader, int number, long begun) {
        return line.send(exchange, deadline)
                .onItemOrFailure()
                .transform((answer, failure) -> verdict(exchange, answer, failure, reader))
                .chain(verdict -> {
                    Optional<Duration> wait = waitBeforeNext(verdict, number, deadline);
                    if (wait.isEmpty()) {
                        return Uni.createFrom().item(verdict.reply(spent(verdict, number, begun)));
                    }
                    return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(wait.get())
                            .chain(() -> {
                                if (deadline.passed()) {
                                    return Uni.createFrom().item(verdict.reply(spent(verdict, number, begun)));
                                }
                                listener.retried(verdict.reason());
                                return attempt(exchange, deadline, reader, number + 1, begun);
                            });
                });
    }

    private static <T> Verdicts.Verdict<T> verdict(
            Exchange exchange, @Nullable Answer answer, @Nullable Throwable failure, Reader<T> reader) {
        if (answer != null) {
            return Verdicts.onAnswer(exchange, answer, reader);
        }
        return Verdicts.onFailure(exchange, failure == null ? new IllegalStateException("no answer") : failure);
    }

    /** Empty where there is no next attempt or the wait does not fit. */
    private <T> Optional<Duration> waitBeforeNext(Verdicts.Verdict<T> verdict, int number, Deadline deadline) {
        if (!verdict.again() || number >= maxAttempts) {
            return Optional.empty();
        }
        Duration wait = backoff.after(number, verdict.retryAfter());
        return wait.compareTo(deadline.remaining()) < 0 ? Optional.of(wait) : Optional.empty();
    }

    private static Upstream spent(Verdicts.Verdict<?> verdict, int attempts, long begun) {
        return new Upstream(
                attempts, verdict.status(), verdict.requestId(), Duration.ofNanos(System.nanoTime() - begun));
    }
}
