package io.podgate.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * What the policy let pass that it has something to say about.
 *
 * @param tolerated what is only warned of, or only tried
 * @param exemptions the exceptions without which it would have been judged by other caps or rules
 */
public record Leniency(List<Tolerated> tolerated, List<Exemption> exemptions) {

    /** Nothing. */
    public static final Leniency NONE = new Leniency(List.of(), List.of());

    public Leniency {
        tolerated = List.copyOf(tolerated);
        exemptions = List.copyOf(exemptions);
    }

    /** Both, each thing once. */
    public Leniency and(Leniency more) {
        if (equals(NONE) || more.equals(NONE)) {
            return equals(NONE) ? more : this;
        }
        return new Leniency(both(tolerated, more.tolerated), both(exemptions, more.exemptions));
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        SequencedSet<T> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
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
