package io.podgate.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * What the policy let pass that it has something to say about.
 *
 * @param tolerated what is only warned of, or only tried
 */
public record Leniency(List<Tolerated> tolerated) {

    /** Nothing. */
    public static final Leniency NONE = new Leniency(List.of());

    public Leniency {
        tolerated = List.copyOf(tolerated);
    }

    /** Both. */
    public Leniency and(Leniency more) {
        if (equals(NONE) || more.equals(NONE)) {
            return equals(NONE) ? more : this;
        }
        List<Tolerated> all = new ArrayList<>(tolerated);
        all.addAll(more.tolerated);
        return new Leniency(all);
    }

    /** What the caller is to be told, one sentence each. */
    public List<String> warnings() {
        return tolerated.isEmpty()
                ? List.of()
                : tolerated.stream()
                        .filter(each -> each.enforcement() == Enforcement.WARN)
                        .map(each -> each.violation().detail())
                        .toList();
    }
}
