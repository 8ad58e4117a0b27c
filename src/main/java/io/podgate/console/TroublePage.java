package io.podgate.console;

import jakarta.inject.Singleton;
import java.util.Optional;

/** A page that says what is wrong. */
@Singleton
final class TroublePage {

    private final Assets assets;

    TroublePage(Assets assets) {
        this.assets = assets;
    }

    /** What went wrong is told apart by its status, and by words for whoever reads it. */
    Answer say(Visit visit, Optional<Session> session, int status, String words) {
        return Answer.page(
                status,
                Templates.trouble(Frame.of(title(status), "", visit, session, assets), words, visit.requestId()));
    }

    private static String title(int status) {
        return switch (status) {
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Not here";
            case 413 -> "Too large";
            case 429 -> "Too often";
            case 500 -> "Something went wrong";
            case 503 -> "Not now";
            default -> "Not understood";
        };
    }
}
