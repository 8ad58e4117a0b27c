package io.podgate.admission;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import java.util.List;

/**
 * What an update is to change, for whoever looks whether it did. RunPod applies an update whole or not at all, so what
 * it does not show says nothing, as long as it shows any of what should have changed.
 */
public final class Aim {

    private final EndpointConfig before;
    private final EndpointConfig after;
    private final List<Field<?>> changing;
    private final Catalog catalog;

    private Aim(EndpointConfig before, EndpointConfig after, List<Field<?>> changing, Catalog catalog) {
        this.before = before;
        this.after = after;
        this.changing = changing;
        this.catalog = catalog;
    }

    /** What an endpoint shows of an update. */
    public enum Sight {
        /** All that was to change is as it was to be. */
        APPLIED,
        /** All that was to change is as it was before. */
        NOTHING,
        /** Neither, or it shows nothing that would tell. */
        UNCLEAR
    }

    /**
     * From what stood to what is wanted.
     *
     * @param before expanded, as the other
     * @param catalog by which GPU pools are expanded
     */
    public static Aim from(EndpointConfig before, EndpointConfig after, Catalog catalog) {
        List<Field<?>> changing = Change.between(before, after).stream()
                .<Field<?>>map(Change::field)
                .toList();
        return new Aim(before, after, changing, catalog);
    }

    /** How an endpoint compares to it. */
    public Sight in(EndpointConfig shown) {
        EndpointConfig stands = shown.expanded(catalog);
        boolean applied = true;
        boolean nothing = true;
        for (Field<?> field : changing) {
            if (stands.knows(field)) {
                applied &= !Differences.differs(field, after, stands);
                nothing &= before.knows(field) && !Differences.differs(field, before, stands);
            }
        }
        if (applied == nothing) {
            return Sight.UNCLEAR;
        }
        return applied ? Sight.APPLIED : Sight.NOTHING;
    }
}
