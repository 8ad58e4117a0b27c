package io.podgate.sandbox;

import java.util.Locale;

/** What a request is about, the same words for both dialects. */
public enum Operation {
    LIST,
    READ,
    UPDATE,
    WORKERS,
    RELEASES,
    CATALOG,
    TEMPLATE,
    NETWORK_VOLUMES,
    BILLING;

    /** The name in the control API, {@code update}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
