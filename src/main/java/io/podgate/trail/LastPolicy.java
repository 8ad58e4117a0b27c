package io.podgate.trail;

import io.podgate.admission.Event;
import io.podgate.json.Json;
import java.time.Duration;
import java.time.Instant;

/**
 * Which policy the trail has last said to be in force. It says so when there is another one, and once a day, so that
 * the decisions of any day that is kept stand beside the policy that judged them.
 */
public final class LastPolicy {

    /** How long what was said once is good for. */
    public static final Duration AGAIN = Duration.ofDays(1);

    private String revision = "";
    private Instant said = Instant.MIN;

    /** What was found in the trail. */
    public synchronized void found(Json.Obj record) {
        DecisionRecord.time(record).ifPresent(time -> {
            revision = record.string(EventRecord.REVISION).orElse("");
            said = time;
        });
    }

    /** Whether to say it now; it counts as said then. */
    public synchronized boolean isNews(Event.PolicyInForce policy) {
        boolean known = policy.revision().equals(revision) && policy.time().isBefore(said.plus(AGAIN));
        if (!known) {
            revision = policy.revision();
            said = policy.time();
        }
        return !known;
    }
}
