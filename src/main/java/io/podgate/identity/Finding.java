package io.podgate.identity;

import io.podgate.policy.Caller;
import java.time.Instant;

/** What came of looking at a signed token. */
sealed interface Finding {

    /**
     * It is the caller's.
     *
     * @param until when that has to be found out anew
     * @param keys those of the issuer by which it was found out
     */
    record Fits(Caller caller, Instant until, IssuerKeys issuer, KeySet keys) implements Finding {}

    /**
     * It is nobody's.
     *
     * @param issuer as the configuration calls it; empty text where it is none of those
     * @param names of the policy's, where that helps
     */
    record Refused(Reason reason, String issuer, String names) implements Finding {}

    /** It is signed with a key that the issuer has not shown yet. */
    record KeyUnknown(IssuerKeys issuer) implements Finding {}
}
