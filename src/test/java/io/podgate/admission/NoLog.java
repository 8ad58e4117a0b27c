package io.podgate.admission;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** A trail that tells of no decision. */
record NoLog() implements DecisionLog {

    @Override
    public Uni<Optional<Entry>> byId(String decisionId) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Uni<Page> find(Query query) {
        return Uni.createFrom().item(new Page(List.of(), Optional.empty()));
    }

    @Override
    public boolean gaveOut(String cursor) {
        return false;
    }
}
