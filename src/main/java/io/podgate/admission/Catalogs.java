package io.podgate.admission;

import io.podgate.endpoint.Catalog;

/** What RunPod rents, as last read. */
public interface Catalogs {

    /** The last catalogue that could be read, completed by the policy's prices; no I/O. */
    Catalog current();

    /** Whether prices are known at all: it was read once, however long ago, or there is none to read. */
    boolean known();

    /** Whether it is recent enough to base growth on. */
    boolean fresh();
}
