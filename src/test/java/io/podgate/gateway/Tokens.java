package io.podgate.gateway;

import io.podgate.policy.TokenDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The callers' tokens, all of which are easy to recognise where they should not be. */
final class Tokens {

    static final String CANARY = "canary-token";

    private static final Pattern PLACE = Pattern.compile("\\{token:([a-z-]+)}");

    private Tokens() {}

    static String of(String caller) {
        return CANARY + "-of-" + caller;
    }

    /** A policy with digests where it names callers. */
    static String digested(String policy) {
        return PLACE.matcher(policy)
                .replaceAll(place -> Matcher.quoteReplacement(
                        TokenDigest.of(of(place.group(1))).asWritten()));
    }
}
