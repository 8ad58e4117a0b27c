package io.podgate.console;

import io.vertx.core.http.Cookie;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** In which light pages are shown. */
enum Theme {
    /** As the reader's system has it. */
    AUTO,
    LIGHT,
    DARK;

    private static final String COOKIE = "podgate_theme";

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Theme of(Visit visit) {
        return Optional.ofNullable(visit.http().getCookie(COOKIE))
                .map(Cookie::getValue)
                .map(Theme::named)
                .orElse(AUTO);
    }

    /** What nobody offered is as good as nothing. */
    static Theme named(String key) {
        for (Theme theme : values()) {
            if (theme.key().equals(key)) {
                return theme;
            }
        }
        return AUTO;
    }

    /** The cookie that keeps the choice. */
    String cookie() {
        return COOKIE + "=" + key() + "; Path=" + Visit.HOME + "; Max-Age="
                + Duration.ofDays(365).toSeconds() + "; HttpOnly; SameSite=Lax";
    }
}
