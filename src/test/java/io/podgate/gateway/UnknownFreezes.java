package io.podgate.gateway;

import io.podgate.admission.Freezes;
import io.podgate.policy.Freeze;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** What is frozen has not been read yet. */
@Alternative
@Singleton
public final class UnknownFreezes implements Freezes {

    @Override
    public Optional<List<Freeze>> known() {
        return Optional.empty();
    }

    @Override
    public Uni<Boolean> set(Freeze freeze) {
        return NONE.set(freeze);
    }

    @Override
    public Uni<Boolean> lift(Optional<String> team) {
        return NONE.lift(team);
    }

    @Override
    public Uni<Void> look() {
        return NONE.look();
    }
}
