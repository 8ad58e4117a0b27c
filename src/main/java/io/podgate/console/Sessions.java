package io.podgate.console;

import io.podgate.identity.CallerTokens;
import io.podgate.policy.Caller;
import io.podgate.policy.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Who is signed in: whoever's browser keeps a token that fits a caller of the policy in force, as one in a header
 * would. It is looked at with every request, so that a session ends with its token, and no replica has anything to
 * remember.
 */
@Singleton
final class Sessions {

    /** Tokens that a cookie has room for. */
    static final int LONGEST_TOKEN = 2048;

    private static final Duration A_WORKING_DAY = Duration.ofHours(10);
    private static final String PLAIN = "podgate_console";

    /** Browsers take a cookie of such a name only over TLS and from this host alone (RFC 6265bis, 4.1.3.2). */
    private static final String OF_THIS_HOST = "__Host-" + PLAIN;

    private final CallerTokens tokens;

    Sessions(CallerTokens tokens) {
        this.tokens = tokens;
    }

    Uni<Optional<Session>> of(Visit visit) {
        return of(Optional.ofNullable(visit.http().getCookie(OF_THIS_HOST))
                .or(() -> Optional.ofNullable(visit.http().getCookie(PLAIN)))
                .map(Cookie::getValue)
                .flatMap(Sessions::token));
    }

    /** Whose token it is, if that may come in here. */
    Uni<Optional<Session>> of(Optional<String> token) {
        return token.map(shown -> tokens.callerOf(shown)
                        .map(found -> found.filter(Sessions::mayLook).map(caller -> new Session(caller, shown))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static boolean mayLook(Caller caller) {
        return caller.role() == Role.PLATFORM || caller.role() == Role.AUDITOR;
    }

    private static Optional<String> token(String cookie) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException garbled) {
            return Optional.empty();
        }
    }

    /** The cookie that keeps a session. */
    String begin(Session session, Visit visit) {
        String value = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(session.token().getBytes(StandardCharsets.UTF_8));
        return visit.isSecure() ? secure(value, A_WORKING_DAY) : plain(value, A_WORKING_DAY);
    }

    /** The cookies that end it. */
    List<String> end() {
        return List.of(plain("", Duration.ZERO), secure("", Duration.ZERO));
    }

    private static String plain(String value, Duration age) {
        return PLAIN + "=" + value + "; Path=" + Visit.HOME + attributes(age);
    }

    private static String secure(String value, Duration age) {
        return OF_THIS_HOST + "=" + value + "; Path=/" + attributes(age) + "; Secure";
    }

    private static String attributes(Duration age) {
        return "; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Strict";
    }
}
