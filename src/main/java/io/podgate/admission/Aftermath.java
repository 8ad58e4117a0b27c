package io.podgate.admission;

/** What may still come of an update whose forward is over, while the ledger holds its reservation. */
public enum Aftermath {
    /** It is not known how it ended. */
    UNKNOWN,
    /**
     * Nor is it of this one, and it may have been sent more than once: where RunPod shows it, it may land once more.
     */
    UNKNOWN_OF_SEVERAL,
    /** Its end is recorded, RunPod has shown nothing of it, and it may land all the same. */
    MAY_LAND,
    /** It was applied, which is recorded, and was sent more than once: the same may land once more. */
    MAY_LAND_AGAIN;

    /** Whether its end is recorded. */
    public boolean ended() {
        return this == MAY_LAND || this == MAY_LAND_AGAIN;
    }

    /** Whether it may have been applied, or be applied yet, only once. */
    boolean ofOne() {
        return this == UNKNOWN;
    }

    /**
     * Whether a later update of the endpoint has to wait until nothing of this one can land any more: where the two
     * together might come to more than what is held for each.
     *
     * <p>On what never was shown nothing is built, but shrinking passes it, unless it leaves the larger half of
     * something. On what stands already one update may be built that does not mix; what that comes to is held for this
     * one as well. Whatever only shrinks from there stays below that, field by field.
     *
     * @param mixed see {@link Intent}, of this one
     * @param overtaken whether another update was sent since
     */
    public boolean holdsBack(boolean mixed, boolean overtaken, Intent later) {
        boolean stands = this == MAY_LAND_AGAIN;
        return later.onlyShrinks() ? mixed && !stands : !stands || overtaken || later.mixed();
    }
}
