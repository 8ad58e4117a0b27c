package io.podgate.runpod;

import io.podgate.admission.Deadline;
import io.podgate.admission.Errand;
import io.podgate.admission.Reply;
import io.podgate.admission.Timing;
import io.podgate.admission.Upstream;
import io.podgate.admission.UpstreamListener;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
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
    private final Timing timing;
    private final UpstreamListener listener;

    Attempts(Line line, int maxAttempts, Timing timing, UpstreamListener listener) {
        this.line = line;
        this.maxAttempts = maxAttempts;
        this.backoff = new Backoff(timing::chance);
        this.timing = timing;
        this.listener = listener;
    }

    /** What is made of a good answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Answer answer) throws io.podgate.dialect.GarbledAnswer;
    }

    /** Never fails but for bugs. */
    <T> Uni<Reply<T>> ask(Exchange exchange, Errand errand, Reader<T> reader) {
        if (errand.deadline().passed()) {
            return Uni.createFrom()
                    .item(new Reply.Unavailable<>("no time was left to ask RunPod", AT_ONCE, Upstream.NONE));
        }
        return attempt(exchange, errand, reader, 1, timing.nanoTime());
    }

    private <T> Uni<Reply<T>> attempt(Exchange exchange, Errand errand, Reader<T> reader, int number, long begun) {
        return line.send(exchange, errand)
                .onItemOrFailure()
                .transform((answer, failure) -> verdict(exchange, answer, failure, reader))
                .chain(verdict -> {
                    Optional<Duration> wait = waitBeforeNext(verdict, number, errand.deadline());
                    if (wait.isEmpty()) {
                        return Uni.createFrom().item(verdict.reply(spent(verdict, number, begun)));
                    }
                    return timing.pause(wait.get()).chain(() -> {
                        if (errand.deadline().passed()) {
                            return Uni.createFrom().item(verdict.reply(spent(verdict, number, begun)));
                        }
                        listener.retried(verdict.reason());
                        return attempt(exchange, errand, reader, number + 1, begun);
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

    private Upstream spent(Verdicts.Verdict<?> verdict, int attempts, long begun) {
        return new Upstream(
                attempts, verdict.status(), verdict.requestId(), Duration.ofNanos(timing.nanoTime() - begun));
    }
}
