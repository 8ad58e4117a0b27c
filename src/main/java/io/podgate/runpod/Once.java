package io.podgate.runpod;

import io.podgate.admission.Deadline;
import io.podgate.admission.Errand;
import io.podgate.admission.Noticeboard;
import io.podgate.admission.Noticeboard.Look;
import io.podgate.admission.Reply;
import io.podgate.admission.Timing;
import io.podgate.admission.Told;
import io.podgate.admission.Upstream;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers of one kind, asked for once by all who ask at the same time or a little later, here or at another replica.
 *
 * @param <T> what an answer says
 */
final class Once<T> {

    /** For how long an answer is told again: what is polled costs two requests a minute. */
    static final Duration PERIOD = Duration.ofSeconds(30);

    /** The same of a failure, which RunPod is not to be asked for again by everybody in turn. */
    static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    /** How long another replica is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration A_WHILE = Duration.ofMillis(100);
    private static final int NOT_FOUND = 404;
    private static final int SMALL = 200;

    private final Function<T, Told> text;
    private final Noticeboard board;
    private final InstantSource clock;
    private final Timing timing;
    private final Flights<T> flights = new Flights<>();
    private final Memory<T> memory;

    /** Makes of a text what it says. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Payload text, Instant asked) throws GarbledAnswer;
    }

    /**
     * One thing to be asked.
     *
     * @param about its name among all that may be asked
     * @param ask never fails but for bugs
     * @param lasting which answers are told again
     */
    record Question<T>(String about, Function<Errand, Uni<Reply<T>>> ask, Reader<T> reader, Predicate<T> lasting) {

        boolean lasts(Reply<T> reply) {
            return !(reply instanceof Reply.Answered<T> answered) || lasting.test(answered.value());
        }
    }

    /** @param text what an answer was made of */
    Once(Function<T, Told> text, Noticeboard board, InstantSource clock, Timing timing) {
        this.text = text;
        this.board = board;
        this.clock = clock;
        this.timing = timing;
        this.memory = new Memory<>(timing);
    }

    /** What was told lately, where there is something; what is told again was no exchange with RunPod. */
    Uni<Reply<T>> lately(Question<T> question, Errand errand) {
        return Uni.createFrom()
                .deferred(() -> memory.recall(question.about())
                        .map(reply -> Uni.createFrom().item(reply))
                        .orElseGet(() -> flights.join(
                                question.about(),
                                errand,
                                asking -> shared(question, asking, timing.deadline(PATIENCE)))));
    }

    /** What RunPod says now; it is told again to those who ask with less haste. */
    Uni<Reply<T>> now(Question<T> question, Errand errand) {
        return flights.join(
                "now " + question.about(),
                errand,
                asking -> question.ask().apply(asking).invoke(reply -> keep(question, reply)));
    }

    private Uni<Reply<T>> shared(Question<T> question, Errand errand, Deadline patience) {
        return board.look(question.about(), PERIOD, Noticeboard.NOWHERE, AFTER_A_FAILURE)
                .chain(look -> switch (look) {
                    case Look.Posted(Noticeboard.Notice notice) -> posted(question, errand, notice);
                    case Look.Known known -> ask(question, errand, Noticeboard.NOWHERE);
                    case Look.Yours(long turn) -> ask(question, errand, turn);
                    case Look.Anothers another ->
                        patience.passed()
                                ? ask(question, errand, Noticeboard.NOWHERE)
                                : timing.pause(aWhile()).chain(() -> shared(question, errand, patience));
                });
    }

    private Duration aWhile() {
        return A_WHILE.plusNanos((long) (A_WHILE.toNanos() * timing.chance()));
    }

    private Uni<Reply<T>> posted(Question<T> question, Errand errand, Noticeboard.Notice notice) {
        try {
            Reply<T> reply = notice.text().bytes().length == 0
                    ? new Reply.Rejected<>(NOT_FOUND, "not found", Upstream.NONE)
                    : new Reply.Answered<>(question.reader().read(notice.text(), notice.asked()), Upstream.NONE);
            Duration left = PERIOD.minus(Duration.between(notice.asked(), clock.instant()));
            memory.keep(question.about(), reply, SMALL + notice.text().bytes().length, left);
            return Uni.createFrom().item(reply);
        } catch (GarbledAnswer e) {
            return ask(question, errand, Noticeboard.NOWHERE);
        }
    }

    private Uni<Reply<T>> ask(Question<T> question, Errand errand, long turn) {
        return question.ask().apply(errand).invoke(reply -> {
            keep(question, reply);
            if (turn != Noticeboard.NOWHERE && question.lasts(reply)) {
                post(question.about(), reply, turn);
            }
        });
    }

    private void post(String about, Reply<T> reply, long turn) {
        Payload posted = switch (reply) {
            case Reply.Answered<T> answered -> text.apply(answered.value()).text();
            default -> Payload.empty();
        };
        if (reply instanceof Reply.Answered<T> || isMiss(reply)) {
            board.post(about, turn, 0, posted).subscribe().with(done -> {});
        }
    }

    private void keep(Question<T> question, Reply<T> reply) {
        String about = question.about();
        switch (reply) {
            case Reply.Answered<T> own when !question.lasts(own) -> {}
            case Reply.Answered<T>(T value, Upstream upstream) -> {
                Told told = text.apply(value);
                Duration left = PERIOD.minus(Duration.between(told.asked(), clock.instant()));
                int size = SMALL + told.text().bytes().length;
                memory.keep(about, new Reply.Answered<>(value, Upstream.NONE), size, left);
            }
            case Reply.Rejected<T>(int status, String detail, Upstream upstream) ->
                memory.keep(
                        about,
                        new Reply.Rejected<>(status, detail, Upstream.NONE),
                        SMALL,
                        status == NOT_FOUND ? PERIOD : AFTER_A_FAILURE);
            case Reply.Failed<T>(String detail, Upstream upstream) ->
                memory.keep(about, new Reply.Failed<>(detail, Upstream.NONE), SMALL, AFTER_A_FAILURE);
            case Reply.Unsettled<T>(String detail, Upstream upstream) ->
                memory.keep(about, new Reply.Unsettled<>(detail, Upstream.NONE), SMALL, AFTER_A_FAILURE);
            case Reply.Limited<T> limited -> {}
            case Reply.Unavailable<T> away -> {}
            case Reply.Overloaded<T> full -> {}
        }
    }

    private static boolean isMiss(Reply<?> reply) {
        return reply instanceof Reply.Rejected<?> rejected && rejected.status() == NOT_FOUND;
    }
}
