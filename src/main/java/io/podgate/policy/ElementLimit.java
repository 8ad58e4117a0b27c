package io.podgate.policy;

import io.podgate.endpoint.Change;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names that a field may newly hold: data centers, images, variables. */
record ElementLimit<T>(Choice choice, Elements<T> elements) implements Limit<T> {

    @Override
    public Optional<Objection> judge(Change<T> change, Proposal proposal) {
        @Nullable T before = change.before().orElse(null);
        T after = change.after();
        if (elements.isEverything(after)) {
            boolean wasEverything = before != null && elements.isEverything(before);
            return wasEverything || choice.permitsEverything() ? Optional.empty() : Optional.of(everythingRefused());
        }
        List<String> refused = elements.fresh(before, after).stream()
                .filter(name -> !choice.permits(name))
                .toList();
        return refused.isEmpty() ? Optional.empty() : Optional.of(refused(refused, after));
    }

    private Objection everythingRefused() {
        return new Objection(
                "is without restriction, which is not allowed", choice.hint(), choice.plain(), List.of(), allowed());
    }

    private Objection refused(List<String> refused, T after) {
        Set<String> out = new HashSet<>(refused);
        List<String> kept =
                elements.all(after).stream().filter(name -> !out.contains(name)).toList();
        return new Objection(
                Objection.names(refused) + (refused.size() == 1 ? " is" : " are") + " not allowed",
                choice.hint(),
                choice.plain(),
                refused,
                kept.isEmpty() ? allowed() : Optional.of(kept));
    }

    private Optional<Object> allowed() {
        return choice.allow().map(Globs::patterns);
    }

    @Override
    public Limit<T> over(Limit<T> base) {
        return base instanceof ElementLimit<T> below ? new ElementLimit<>(choice.over(below.choice), elements) : this;
    }

    @Override
    public Map<String, Object> plain() {
        return choice.plain();
    }
}
