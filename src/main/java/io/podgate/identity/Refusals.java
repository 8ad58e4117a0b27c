package io.podgate.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Says why signed tokens were refused: a line a minute of each kind, and nothing of what the tokens say. */
final class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private record Kind(Reason reason, String issuer) {}

    private record Said(Instant at, int passedOver) {}

    private final Map<Kind, Said> said = new ConcurrentHashMap<>();
    private final InstantSource clock;

    Refusals(InstantSource clock) {
        this.clock = clock;
    }

    void note(Finding.Refused refused) {
        Instant now = clock.instant();
        said.compute(new Kind(refused.reason(), refused.issuer()), (kind, before) -> {
            if (before != null && now.isBefore(before.at().plus(QUIET))) {
                return new Said(before.at(), before.passedOver() + 1);
            }
            LOG.infof(
                    "%sa token was refused: %s%s%s",
                    kind.issuer().isEmpty() ? "" : "issuer " + kind.issuer() + ": ",
                    kind.reason().words(),
                    refused.names().isEmpty() ? "" : " (" + refused.names() + ")",
                    before == null || before.passedOver() == 0
                            ? ""
                            : "; so were " + before.passedOver() + " since this was last said");
            return new Said(now, 0);
        });
    }
}
