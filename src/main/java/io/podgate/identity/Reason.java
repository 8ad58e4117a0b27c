package io.podgate.identity;

/** Why a signed token lets nobody in, for the log: its sender is not told. */
enum Reason {
    MALFORMED("it cannot be read"),
    UNKNOWN_ISSUER("the policy has no caller of its issuer"),
    NOT_CONFIGURED("podgate.identity.issuers does not have its issuer"),
    ALGORITHM("the issuer's algorithms do not have the one that it is signed with"),
    UNKNOWN_KEY("the issuer has no such key, or more than one that it may be signed with"),
    SIGNATURE("its signature is wrong"),
    EXPIRED("it has expired"),
    WITHOUT_END("it does not say when it expires"),
    NOT_YET("it is not valid yet"),
    AUDIENCE("it is meant for somebody else"),
    NOBODY("no caller has such claims"),
    AMBIGUOUS("it fits more than one caller");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
