package io.podgate.console;

import io.podgate.admission.AuditTrail;
import io.podgate.admission.Event;
import io.podgate.endpoint.Payload;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Lets platform and auditors in, and out again. */
@Singleton
final class SignIn {

    static final String PAGE = "login";

    private static final Logger LOG = Logger.getLogger(SignIn.class);
    private static final String TITLE = "Sign in";
    private static final String BACK = "back";

    /** A page of the console and nothing else, so that nobody is led elsewhere. */
    private static final Pattern OURS =
            Pattern.compile("/console(/[A-Za-z0-9_-]{1,64}){0,3}(\\?[A-Za-z0-9_.~%=&:+*-]{0,1000})?");

    private final Sessions sessions;
    private final Assets assets;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final Failures failures = new Failures();

    SignIn(Sessions sessions, Assets assets, AuditTrail trail, InstantSource clock) {
        this.sessions = sessions;
        this.assets = assets;
        this.trail = trail;
        this.clock = clock;
    }

    /** The form; whoever is signed in already goes on. */
    Answer show(Visit visit, Optional<Session> session) {
        String back = back(visit.asked(BACK));
        return session.isPresent() ? Answer.to(back) : form(200, visit, back, "");
    }

    /** Whoever has to sign in first comes back to where it wanted to go. */
    static Answer first(Visit visit) {
        String wanted = visit.isPost() ? Visit.HOME : back(Optional.of(visit.uri()));
        String there = Visit.HOME + "/" + PAGE + (wanted.equals(Visit.HOME) ? "" : Links.query(BACK, wanted));
        return visit.isPart()
                ? new Answer(401, List.of(), Payload.empty())
                        .with("HX-Redirect", there)
                        .with(Answer.CACHE_CONTROL, "no-store")
                : Answer.to(there);
    }

    /**
     * A page of another site led here, so the browser has kept the session's cookie back; asked by a page of ours, it
     * sends it.
     */
    Answer again(Visit visit) {
        return Answer.page(200, Templates.again(Frame.of("One moment", "", visit, Optional.empty(), assets)));
    }

    /** The token that a form brings. */
    static Optional<String> token(Visit visit) {
        return visit.filled("token").filter(token -> token.length() <= Sessions.LONGEST_TOKEN);
    }

    /**
     * Says no more than that it failed, whatever of it was wrong.
     *
     * @param session of its token, if that opens the console
     */
    Answer enter(Visit visit, Optional<Session> session) {
        String address = Optional.ofNullable(visit.http().remoteAddress())
                .map(known -> String.valueOf(known.hostAddress()))
                .orElse("");
        String back = back(visit.filled(BACK));
        Instant now = clock.instant();
        if (failures.tooMany(address, now)) {
            return form(429, visit, back, "Too many attempts have failed. Wait a minute and try again.")
                    .with("Retry-After", String.valueOf(Failures.WHILE.toSeconds()));
        }
        if (session.isEmpty()) {
            failures.count(address, now);
            LOG.warnf("request %s: somebody failed to sign in to the console", visit.requestId());
            return form(403, visit, back, "This token does not open the console.");
        }
        trail.record(new Event.SignedIn(
                now,
                visit.requestId(),
                session.get().caller().name(),
                session.get().caller().role().key()));
        return Answer.to(back).with("Set-Cookie", sessions.begin(session.get(), visit));
    }

    Answer leave() {
        Answer answer = Answer.to(Visit.HOME + "/" + PAGE).with("Clear-Site-Data", "\"cache\"");
        for (String cookie : sessions.end()) {
            answer = answer.with("Set-Cookie", cookie);
        }
        return answer;
    }

    /** Shows pages in another light. */
    static Answer dress(Visit visit) {
        return Answer.to(back(visit.filled(BACK)))
                .with(
                        "Set-Cookie",
                        Theme.named(visit.filled("theme").orElse("")).cookie());
    }

    private Answer form(int status, Visit visit, String back, String trouble) {
        return Answer.page(
                status, Templates.login(Frame.of(TITLE, "", visit, Optional.empty(), assets), back, trouble));
    }

    private static String back(Optional<String> wanted) {
        return wanted.filter(uri -> OURS.matcher(uri).matches()).orElse(Visit.HOME);
    }
}
