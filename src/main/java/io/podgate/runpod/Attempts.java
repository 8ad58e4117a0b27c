package io.podgate.runpod;

import io.podgate.admission.Aim;
import io.podgate.admission.Deadline;
import io.podgate.admission.Errand;
import io.podgate.admission.Reply;
import io.podgate.admission.Sent;
import io.podgate.admission.Sighting;
import io.podgate.admission.Timing;
import io.podgate.admission.Upstream;
import io.podgate.admission.UpstreamListener;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The attempt plan: what is tried again, when, and how often. What is only read may be asked for again after anything
 * that may pass; anything may that provably was not processed: no connection came about, or RunPod said 429 or 503. An
 * update whose end is ambiguous takes a {@link Course} of its own.
 */
final class Attempts {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Line line;
    private final Timing timing;
    private final Pace pace;

    /**
     * Shares one retry budget among all that is asked.
     *
     * @param maxAttempts of each request
     * @param freeRetries see {@link RetryBudget}
     */
    Attempts(Line line, int maxAttempts, int freeRetries, Timing timing, UpstreamListener listener) {
        this.line = line;
        this.timing = timing;
        this.pace = new Pace(maxAttempts, new RetryBudget(freeRetries, timing::nanoTime), timing, listener);
    }

    /** What is made of a good answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Answer answer) throws io.podgate.dialect.GarbledAnswer;
    }

    /** Never fails but for bugs. */
    <T> Uni<Reply<T>> ask(Exchange exchange, Errand errand, Reader<T> reader) {
        if (errand.deadline().passed()) {
            return Uni.createFrom().item(noTime());
        }
        pace.begin();
        return attempt(exchange, errand, reader, 1, timing.nanoTime());
    }

    private <T> Uni<Reply<T>> attempt(Exchange exchange, Errand errand, Reader<T> reader, int number, long begun) {
        return once(exchange, errand, reader)
                .chain(verdict -> verdict.again()
                        ? pace.after(
                                number,
                                verdict,
                                errand.deadline(),
                                () -> attempt(exchange, errand, reader, number + 1, begun),
                                () -> verdict.reply(spent(verdict, number, begun)))
                        : Uni.createFrom().item(verdict.reply(spent(verdict, number, begun))));
    }

    /**
     * Sends an update, reads the endpoint back where it is not known what came of it, and sends the same again where it
     * shows nothing of it. Never fails but for bugs.
     *
     * @param read asks for the endpoint, whose answers are read as the update's
     */
    Uni<Sent> update(Exchange update, Exchange read, Aim aim, Errand errand, Reader<Sighting> reader) {
        Deadline deadline = Course.sendingUntil(errand.deadline());
        if (deadline.passed()) {
            return Uni.createFrom().item(Sent.only(noTime()));
        }
        pace.begin();
        Course course = new Course(this, pace, update, errand, deadline, reader, new ReadBack(this, read, aim, reader));
        return course.run(timing.nanoTime());
    }

    private static <T> Reply<T> noTime() {
        return new Reply.Unavailable<>("no time was left to ask RunPod", AT_ONCE, Upstream.NONE);
    }

    /** One attempt. */
    <T> Uni<Verdicts.Verdict<T>> once(Exchange exchange, Errand errand, Reader<T> reader) {
        return line.send(exchange, errand)
                .onItemOrFailure()
                .transform((answer, failure) -> verdict(exchange, answer, failure, reader));
    }

    private static <T> Verdicts.Verdict<T> verdict(
            Exchange exchange, @Nullable Answer answer, @Nullable Throwable failure, Reader<T> reader) {
        if (answer != null) {
            return Verdicts.onAnswer(exchange, answer, reader);
        }
        return Verdicts.onFailure(exchange, failure == null ? new IllegalStateException("no answer") : failure);
    }

    /** What it took, with the last attempt's end. */
    Upstream spent(Verdicts.Verdict<?> verdict, int attempts, long begun) {
        return new Upstream(
                attempts, verdict.status(), verdict.requestId(), Duration.ofNanos(timing.nanoTime() - begun));
    }
}
