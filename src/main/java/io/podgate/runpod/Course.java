package io.podgate.runpod;

import io.podgate.admission.Deadline;
import io.podgate.admission.Errand;
import io.podgate.admission.Reply;
import io.podgate.admission.Sent;
import io.podgate.admission.Sighting;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * The course of one update. After an attempt of which it is not known what came of it, the endpoint is read back:
 *
 * <pre>
 * send ──▶ answered, or refused ─────────────────────────────▶ over
 *  ▲ └───▶ in doubt ──▶ read back ──▶ it shows the update ────▶ applied
 *  │                        ├───────▶ it does not tell ───────▶ not known
 *  └──── while any is left ─┴───────▶ it shows nothing of it ─▶ not known
 * </pre>
 *
 * The same content may be sent again at once, since it does no harm twice. Whatever the last attempt comes to, one in
 * doubt that RunPod has not shown may still land: until it cannot any more, nobody may say that nothing was done. Used
 * once, one step after the other.
 */
final class Course {

    /** What is kept of the deadline for reading back, or the last attempt would always end in doubt. */
    private static final Duration TO_READ_BACK = Duration.ofSeconds(2);

    /** As a part of the deadline, at most. */
    private static final int PART = 4;

    private final Attempts attempts;
    private final Pace pace;
    private final Exchange update;
    private final Errand errand;
    private final Errand sending;
    private final Attempts.Reader<Sighting> reader;
    private final ReadBack readBack;

    private long begun;
    private int inDoubt;
    private String doubt = "";

    /** @param sendingUntil see {@link #sendingUntil} */
    Course(
            Attempts attempts,
            Pace pace,
            Exchange update,
            Errand errand,
            Deadline sendingUntil,
            Attempts.Reader<Sighting> reader,
            ReadBack readBack) {
        this.attempts = attempts;
        this.pace = pace;
        this.update = update;
        this.errand = errand;
        this.sending = new Errand(errand.share(), errand.urgency(), sendingUntil);
        this.reader = reader;
        this.readBack = readBack;
    }

    /** Until when attempts may last where all has to be over by a deadline. */
    static Deadline sendingUntil(Deadline deadline) {
        Duration kept = deadline.remaining().dividedBy(PART);
        Duration most = kept.compareTo(TO_READ_BACK) < 0 ? kept : TO_READ_BACK;
        return new Deadline(deadline.nanoTime() - most.toNanos(), deadline.ticker());
    }

    /** @param now by the clock that times are measured by */
    Uni<Sent> run(long now) {
        begun = now;
        return attempt(1);
    }

    private Uni<Sent> attempt(int number) {
        return attempts.once(update, sending, reader)
                .chain(verdict -> verdict.inDoubt() ? doubted(verdict, number) : plain(verdict, number));
    }

    private Uni<Sent> plain(Verdicts.Verdict<Sighting> verdict, int number) {
        return verdict.again()
                ? again(verdict, number, reply(verdict, number))
                : Uni.createFrom().item(() -> over(reply(verdict, number)));
    }

    private Uni<Sent> again(Verdicts.Verdict<Sighting> verdict, int number, Reply<Sighting> otherwise) {
        return pace.after(number, verdict, sending.deadline(), () -> attempt(number + 1), () -> over(otherwise));
    }

    private Sent over(Reply<Sighting> reply) {
        return switch (reply) {
            case Reply.Answered<Sighting> a -> new Sent(reply, inDoubt > 0, false);
            case Reply.Rejected<Sighting> r -> new Sent(reply, inDoubt > 0, false);
            case Reply.Limited<Sighting> l -> unlessInDoubt(reply);
            case Reply.Failed<Sighting> f -> unlessInDoubt(reply);
            case Reply.Unavailable<Sighting> u -> unlessInDoubt(reply);
            case Reply.Overloaded<Sighting> o -> unlessInDoubt(reply);
            case Reply.Unsettled<Sighting> u -> unlessInDoubt(reply);
        };
    }

    /** That the last attempt did nothing says nothing of an earlier one. */
    private Sent unlessInDoubt(Reply<Sighting> reply) {
        return inDoubt == 0
                ? Sent.only(reply)
                : new Sent(new Reply.Unsettled<>(doubt, reply.upstream()), inDoubt > 1, false);
    }

    private Uni<Sent> doubted(Verdicts.Verdict<Sighting> verdict, int number) {
        inDoubt++;
        boolean several = inDoubt > 1;
        return readBack.look(errand).chain(seen -> switch (seen) {
            case ReadBack.Seen.Applied(Sighting now) -> {
                Reply<Sighting> shown = new Reply.Answered<>(now, attempts.spent(verdict, number, begun));
                yield Uni.createFrom().item(new Sent(shown, several, true));
            }
            case ReadBack.Seen.Nothing n -> {
                doubt = detail(verdict, number) + "; the endpoint, read back, shows nothing of it yet";
                yield again(verdict, number, reply(verdict, number));
            }
            case ReadBack.Seen.Unclear u -> Uni.createFrom().item(new Sent(reply(verdict, number), several, true));
        });
    }

    private Reply<Sighting> reply(Verdicts.Verdict<Sighting> verdict, int number) {
        return verdict.reply(attempts.spent(verdict, number, begun));
    }

    private String detail(Verdicts.Verdict<Sighting> verdict, int number) {
        return reply(verdict, number) instanceof Reply.Unsettled<Sighting>(String detail, var upstream)
                ? detail
                : "RunPod did not answer";
    }
}
