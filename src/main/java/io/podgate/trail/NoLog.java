package io.podgate.trail;

import io.podgate.admission.DecisionLog;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** What can be read again of a trail that nobody keeps, as one that goes to standard output: nothing. */
public final class NoLog implements DecisionLog {

    @Override
    public Uni<Optional<Entry>> byId(String decisionId) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Uni<Page> find(Query query) {
        return Uni.createFrom().item(new Page(List.of(), Optional.empty()));
    }

    @Override
    public Uni<Optional<Payload>> policy(String revision) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public boolean gaveOut(String cursor) {
        return false;
    }
}
