package io.podgate.policy;

import io.podgate.endpoint.Catalog;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * What it depends on beside the policy whether something is probably not meant.
 *
 * @param catalog whose cards, pools and CPU flavours a policy's may be; one that knows none has nothing against any
 * @param now which exceptions and tokens have ended
 * @param knowsIssuer whether the gateway believes an issuer, by its URL
 */
public record Circumstances(Catalog catalog, Instant now, Predicate<String> knowsIssuer) {

    /** Where neither days nor cards nor issuers matter. */
    static final Circumstances NONE = new Circumstances(Catalog.empty(), Instant.MIN, issuer -> true);
}
