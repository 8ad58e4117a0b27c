package io.podgate.admission;

import java.time.Duration;

/** What an exchange with RunPod that brought no good answer means for an update. */
final class Endings {

    static final Duration SOON = Duration.ofSeconds(5);

    private Endings() {}

    /**
     * Something that the decision rests on was asked for; nothing of the update was sent.
     *
     * @param what was asked for
     */
    static Outcome ofLookup(Reply<?> reply, String what) {
        return switch (reply) {
            case Reply.Answered<?> a -> throw new IllegalArgumentException("an answer is no ending");
            case Reply.Rejected<?> r -> new Outcome.StateUnavailable(what, SOON);
            case Reply.Limited<?> l ->
                l.scope() == Outcome.Scope.SHARE
                        ? new Outcome.RateLimited(l.scope(), l.retryAfter())
                        : new Outcome.StateUnavailable(what, l.retryAfter());
            case Reply.Failed<?> f -> new Outcome.Failed(f.detail());
            case Reply.Overloaded<?> o -> new Outcome.Overloaded();
            case Reply.Unavailable<?> u -> new Outcome.StateUnavailable(what, u.retryAfter());
            case Reply.Unsettled<?> u -> new Outcome.StateUnavailable(what, SOON);
        };
    }

    /** The update itself was to be sent. */
    static Outcome ofUpdate(Reply<?> reply) {
        return switch (reply) {
            case Reply.Answered<?> a -> throw new IllegalArgumentException("an answer is no ending");
            case Reply.Rejected<?> r -> new Outcome.Rejected(r.status(), r.detail());
            case Reply.Limited<?> l -> new Outcome.RateLimited(l.scope(), l.retryAfter());
            case Reply.Failed<?> f -> new Outcome.Failed(f.detail());
            case Reply.Overloaded<?> o -> new Outcome.Overloaded();
            case Reply.Unavailable<?> u -> new Outcome.Unavailable(u.detail(), u.retryAfter());
            case Reply.Unsettled<?> u -> new Outcome.Unknown(u.detail());
        };
    }
}
