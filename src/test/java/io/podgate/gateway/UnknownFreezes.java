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
        return Uni.createFrom().item(false);
    }

    @Override
    public Uni<Boolean> lift(Optional<String> team) {
        return Uni.createFrom().item(false);
    }

    @Override
    public Uni<Void> look() {
        return Uni.createFrom().voidItem();
    }
}
