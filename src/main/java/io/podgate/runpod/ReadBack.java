package io.podgate.runpod;

import io.podgate.admission.Aim;
import io.podgate.admission.Errand;
import io.podgate.admission.Reply;
import io.podgate.admission.Sighting;
import io.podgate.admission.Upstream;
import io.smallrye.mutiny.Uni;

/** Looks at an endpoint for what came of an update. */
final class ReadBack {

    private final Attempts attempts;
    private final Exchange read;
    private final Aim aim;
    private final Attempts.Reader<Sighting> reader;

    ReadBack(Attempts attempts, Exchange read, Aim aim, Attempts.Reader<Sighting> reader) {
        this.attempts = attempts;
        this.read = read;
        this.aim = aim;
        this.reader = reader;
    }

    /** What was seen. */
    sealed interface Seen {

        /** RunPod shows the update. */
        record Applied(Sighting now) implements Seen {}

        /** RunPod shows nothing of it. */
        record Nothing() implements Seen {}

        /** What RunPod shows does not tell, or it could not be read. */
        record Unclear() implements Seen {}
    }

    Uni<Seen> look(Errand errand) {
        return attempts.ask(read, errand.as(Errand.Urgency.SETTLE), reader)
                .map(reply -> reply instanceof Reply.Answered<Sighting>(Sighting now, Upstream upstream)
                        ? seen(now)
                        : new Seen.Unclear());
    }

    private Seen seen(Sighting now) {
        return switch (aim.in(now.endpoint().config())) {
            case APPLIED -> new Seen.Applied(now);
            case NOTHING -> new Seen.Nothing();
            case UNCLEAR -> new Seen.Unclear();
        };
    }
}
