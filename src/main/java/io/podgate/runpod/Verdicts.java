package io.podgate.runpod;

import io.podgate.admission.Outcome;
import io.podgate.admission.Reply;
import io.podgate.admission.Upstream;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.dialect.RunpodWords;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** What a single attempt comes to. */
final class Verdicts {

    private static final Logger LOG = Logger.getLogger(Verdicts.class);
    private static final String LASTING_503 = "RunPod answered 503 to every attempt";
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private Verdicts() {}

    /**
     * One attempt's end.
     *
     * @param again whether another attempt may follow at once
     * @param inDoubt whether it may have been done all the same, which for what is only read does not matter
     * @param reason the label of a retry
     * @param made the answer to the pipeline if none follows
     */
    record Verdict<T>(
            boolean again,
            boolean inDoubt,
            String reason,
            Duration retryAfter,
            Optional<Integer> status,
            Optional<String> requestId,
            Function<Upstream, Reply<T>> made) {

        Reply<T> reply(Upstream upstream) {
            return made.apply(upstream);
        }
    }

    static <T> Verdict<T> onAnswer(Exchange exchange, Answer answer, Attempts.Reader<T> reader) {
        int status = answer.status();
        if (answer.good()) {
            try {
                T value = reader.read(answer);
                return last(answer, upstream -> new Reply.Answered<>(value, upstream));
            } catch (GarbledAnswer e) {
                LOG.warnf("RunPod's answer to %s could not be read: %s", exchange.operation(), e.getMessage());
                return ambiguous(exchange, "garbled", Optional.of(answer), garbled(exchange, e));
            }
        }
        if (status == 429) {
            Duration wait = RetryAfter.of(answer).orElse(A_MOMENT);
            return again(answer, "429", wait, upstream -> new Reply.Limited<>(Outcome.Scope.RUNPOD, wait, upstream));
        }
        if (status < 400) {
            return last(answer, u -> new Reply.Failed<>("RunPod answered a redirect, which is not followed", u));
        }
        return last(
                answer,
                u -> concernsAccount(status)
                        ? new Reply.Failed<>("RunPod refused this gateway's account with status " + status, u)
                        : new Reply.Rejected<>(status, words(answer), u));
    }

    /** Where it is wrong is told to who sent the update; of what is read, the reader need not be the owner. */
    private static String garbled(Exchange exchange, GarbledAnswer e) {
        String words = "RunPod's answer could not be read";
        return exchange.idempotent() ? words : words + ": " + e.getMessage();
    }

    /** Whether a status speaks of our key, our money or an API that is gone, and not of what was asked. */
    static boolean concernsAccount(int status) {
        return switch (status) {
            case 401, 402, 403, 410 -> true;
            default -> false;
        };
    }

    private static String words(Answer answer) {
        return RunpodWords.in(answer.body().bytes()).orElse("RunPod answered " + answer.status() + " without a reason");
    }

    static <T> Verdict<T> onFailure(Exchange exchange, Throwable failure) {
        return switch (failure) {
            case ExchangeFailure.NotSent n ->
                without(
                        "unreachable",
                        u -> new Reply.Unavailable<>("RunPod could not be reached", Breaker.DELAY, u),
                        true);
            case ExchangeFailure.ServerError error
            when error.answer().status() == 503 ->
                again(
                        error.answer(),
                        "503",
                        RetryAfter.of(error.answer()).orElse(Duration.ZERO),
                        u -> exchange.idempotent()
                                ? new Reply.Unsettled<>(LASTING_503, u)
                                : new Reply.Failed<>(LASTING_503, u));
            case ExchangeFailure.ServerError error ->
                ambiguous(
                        exchange,
                        "5xx",
                        Optional.of(error.answer()),
                        "RunPod answered " + error.answer().status());
            case CircuitBreakerOpenException open ->
                without(
                        "breaker",
                        u -> new Reply.Unavailable<>(
                                "RunPod has been failing; the circuit breaker is open", left(open), u),
                        false);
            case BulkheadException full -> without("overload", Reply.Overloaded::new, false);
            case ExchangeFailure.NoTurn none ->
                without("share", u -> new Reply.Limited<>(Outcome.Scope.SHARE, none.retryAfter(), u), false);
            case ExchangeFailure.TimedOut t ->
                ambiguous(exchange, "timeout", Optional.empty(), "RunPod did not answer in time");
            default -> ambiguous(exchange, "cut", Optional.empty(), "the connection to RunPod broke");
        };
    }

    private static Duration left(CircuitBreakerOpenException prevented) {
        return prevented instanceof BreakerOpen open ? open.left() : Breaker.DELAY;
    }

    /** It may have happened: a GET asks again, an update has to look; what came of either is not known. */
    private static <T> Verdict<T> ambiguous(Exchange exchange, String reason, Optional<Answer> answer, String detail) {
        return new Verdict<>(
                exchange.idempotent(),
                !exchange.idempotent(),
                reason,
                Duration.ZERO,
                answer.map(Answer::status),
                answer.flatMap(Answer::requestId),
                upstream -> new Reply.Unsettled<>(detail, upstream));
    }

    private static <T> Verdict<T> again(
            Answer answer, String reason, Duration wait, Function<Upstream, Reply<T>> made) {
        return new Verdict<>(true, false, reason, wait, Optional.of(answer.status()), answer.requestId(), made);
    }

    private static <T> Verdict<T> last(Answer answer, Function<Upstream, Reply<T>> made) {
        return new Verdict<>(false, false, "", Duration.ZERO, Optional.of(answer.status()), answer.requestId(), made);
    }

    private static <T> Verdict<T> without(String reason, Function<Upstream, Reply<T>> made, boolean again) {
        return new Verdict<>(again, false, reason, Duration.ZERO, Optional.empty(), Optional.empty(), made);
    }
}
