package io.podgate.budget;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One line of a budget that an endpoint counts for. Every endpoint counts for the account's lines, an owned one for its
 * team's, and for those of each group that it is in, capped or not.
 *
 * @param key names the line in the ledger: {@code team/vision/burnRate}, {@code group/staging/workers},
 *     {@code account/burnRate}, {@code team/vision/gpus/NVIDIA H100*}
 * @param rule names it in answers: {@code budget.burnRate}, {@code group.staging.workers}, {@code account.burnRate}
 * @param cap what the total may come to; empty is no cap
 * @param warnAt the share of the cap from which on it is warned of
 */
public record Line(String key, String rule, Measure measure, Optional<BigDecimal> cap, Optional<BigDecimal> warnAt) {

    /** Whose it is: {@code team/vision}, {@code group/staging} or {@code account}. */
    public String owner() {
        String tail =
                measure instanceof Measure.Gpus(var pattern, var matches) ? "/gpus/" + pattern : "/" + measure.key();
        return key.substring(0, key.length() - tail.length());
    }

    /** How much of it is warned of; empty where there is nothing to warn of. */
    public Optional<BigDecimal> warnFrom() {
        return cap.flatMap(most -> warnAt.map(most::multiply));
    }
}
