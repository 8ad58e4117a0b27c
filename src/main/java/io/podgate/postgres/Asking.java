package io.podgate.postgres;

import io.podgate.trail.Home;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionStage;

/** Asks the database what only has to be read, as long as it answers. */
final class Asking {

    private final Database database;
    private final Presence presence;

    Asking(Database database, Presence presence) {
        this.database = database;
        this.presence = presence;
    }

    /** @param otherwise what is told where it does not answer */
    <T> Uni<T> ask(Database.Question<T> question, T otherwise) {
        return presence.answers()
                ? database.ask(question).onFailure().recoverWithItem(otherwise)
                : Uni.createFrom().item(otherwise);
    }

    /** What the one thread that changes the ledger answers, where whoever asked goes on. */
    static <T> Uni<T> answered(CompletionStage<T> answer) {
        return Uni.createFrom().completionStage(answer).emitOn(Home.here());
    }
}
