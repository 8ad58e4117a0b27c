package io.podgate.memory;

import io.podgate.admission.Aftermath;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.admission.Remembered;
import io.podgate.admission.Unsettled;
import io.podgate.json.Json;
import io.podgate.trail.DecisionRecord;
import io.podgate.trail.Replay;
import io.podgate.trail.Reservation;
import io.podgate.trail.Shown;
import io.podgate.trail.TrailRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An intent that has no result yet, or of which something may still land.
 *
 * @param since when it was recorded
 * @param quiet the last moment at which its forward can have been under way
 * @param aftermath what may come of it once its forward is over
 * @param overtaken whether another update of its endpoint was sent while it was open, or was open when it was sent
 * @param mixed see {@link Intent}
 * @param handedOut until when somebody is at it
 * @param record its record, as the trail has it
 */
record Pending(
        String decisionId,
        String endpointId,
        Optional<String> team,
        Optional<IdempotencyKey> key,
        String fingerprint,
        Instant since,
        Instant quiet,
        Aftermath aftermath,
        boolean overtaken,
        boolean mixed,
        Instant handedOut,
        Supplier<Json.Obj> record) {

    /** How long whoever was handed an intent has for settling it. */
    private static final Duration HANDED_OUT = Duration.ofSeconds(10);

    static Pending of(Intent intent, TrailRecord record, Instant now) {
        return new Pending(
                intent.decisionId(),
                intent.endpointId(),
                intent.team(),
                intent.idempotencyKey(),
                intent.fingerprint(),
                now,
                now.plus(intent.holds()),
                Aftermath.UNKNOWN_OF_SEVERAL,
                false,
                intent.mixed(),
                Instant.MIN,
                record::object);
    }

    /** What a process that is gone has left behind: its forward was over at the latest when this one began. */
    static Optional<Pending> left(Json.Obj intent, Instant now) {
        return intent.string("decisionId")
                .flatMap(decisionId -> intent.string("endpointId")
                        .flatMap(endpointId -> DecisionRecord.time(intent)
                                .map(since -> new Pending(
                                        decisionId,
                                        endpointId,
                                        intent.string("team"),
                                        Replay.key(intent),
                                        Replay.fingerprint(intent),
                                        since,
                                        now,
                                        Aftermath.UNKNOWN_OF_SEVERAL,
                                        false,
                                        Reservation.in(intent)
                                                .filter(Reservation::mixed)
                                                .isPresent(),
                                        Instant.MIN,
                                        () -> intent))));
    }

    /** Its forward has just ended, with this to follow. */
    Pending quietSince(Instant moment, Aftermath followed) {
        return with(key, moment, followed, overtaken, handedOut);
    }

    Pending behind() {
        return with(key, quiet, aftermath, true, handedOut);
    }

    /** Its key is somebody else's. */
    Pending keyless() {
        return with(Optional.empty(), quiet, aftermath, overtaken, handedOut);
    }

    Pending handedOutAt(Instant now) {
        return with(key, quiet, aftermath, overtaken, now.plus(HANDED_OUT));
    }

    private Pending with(
            Optional<IdempotencyKey> ownKey,
            Instant quietAt,
            Aftermath followed,
            boolean isOvertaken,
            Instant handedOutUntil) {
        return new Pending(
                decisionId,
                endpointId,
                team,
                ownKey,
                fingerprint,
                since,
                quietAt,
                followed,
                isOvertaken,
                mixed,
                handedOutUntil,
                record);
    }

    /** Whether its end is recorded, so that only its reservation is left. */
    boolean isRecorded() {
        return aftermath.ended();
    }

    boolean holdsBack(Intent later) {
        return aftermath.holdsBack(mixed, overtaken, later);
    }

    boolean isUnsettled(Instant now) {
        return !now.isBefore(quiet);
    }

    boolean hasLanded(Instant now) {
        return !now.isBefore(landsBy());
    }

    Instant landsBy() {
        return quiet.plus(Ledger.LANDING_WINDOW);
    }

    boolean isSomebodys(Instant now) {
        return now.isBefore(handedOut);
    }

    /** What its key remembers where a read-back has ended it like this. */
    Remembered.Ended ended(String outcome) {
        return new Remembered.Ended(fingerprint, decisionId, outcome, Optional.empty(), "", Optional.empty());
    }

    Unsettled told(Instant now, EnvDigest digest) {
        return new Unsettled(
                decisionId,
                endpointId,
                team,
                since,
                hasLanded(now),
                aftermath,
                overtaken,
                0,
                Shown.by(record.get(), digest));
    }
}
