package io.podgate.policy;

import java.util.Locale;

/** What a caller may do at all. */
public enum Role {
    /** Updates and reads what its team owns. */
    CALLER,
    /** Reads what its team owns. */
    READER,
    /** Sees everything, and may shrink any endpoint. */
    PLATFORM,
    /** Sees everything. */
    AUDITOR;

    /** As policies write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
