package io.podgate.console;

import io.podgate.admission.CallerLimits;
import io.podgate.admission.Outcome;
import io.podgate.admission.PolicySource;
import io.podgate.http.Crowd;
import io.podgate.http.HttpTimes;
import io.podgate.http.RequestBody;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The console's door. It is passed before anybody asks for a token in a header, so that the cookie opens nothing but
 * what is behind it: who is signed in, whether a form is the console's own, and whether there is room.
 */
@Singleton
final class Console {

    private static final Logger LOG = Logger.getLogger(Console.class);
    private static final int BEFORE_AUTHENTICATION = -1 - SecurityHandlerPriorities.AUTHENTICATION;
    private static final int SMALL = 8 << 10;

    private final PolicySource policies;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Pages pages;
    private final TroublePage trouble;
    private final Assets assets;
    private final Crowd crowd;
    private final CallerLimits limits;
    private final HttpTimes times;

    Console(
            PolicySource policies,
            Sessions sessions,
            SignIn signIn,
            Pages pages,
            TroublePage trouble,
            Assets assets,
            Crowd crowd,
            CallerLimits limits,
            HttpTimes times) {
        this.policies = policies;
        this.sessions = sessions;
        this.signIn = signIn;
        this.pages = pages;
        this.trouble = trouble;
        this.assets = assets;
        this.crowd = crowd;
        this.limits = limits;
        this.times = times;
    }

    void open(@Observes Router router) {
        router.route().order(BEFORE_AUTHENTICATION).handler(this::take);
    }

    private void take(RoutingContext context) {
        if (!Visit.isMeant(context.request().path())) {
            context.next();
            return;
        }
        Visit visit = Visit.of(context.request(), times.deadline());
        Context vertx = context.vertx().getOrCreateContext();
        Executor home = task -> vertx.runOnContext(called -> task.run());
        answer(context, visit, home)
                .onFailure()
                .recoverWithUni(bug -> elsewhere(() -> bug(visit, bug)))
                .emitOn(home)
                .subscribe()
                .with(answer -> answer.send(context.request(), visit.requestId()), context::fail);
    }

    private Uni<Answer> answer(RoutingContext context, Visit visit, Executor home) {
        String page = visit.page();
        if (visit.path().endsWith("/")) {
            return now(Answer.to(visit.withoutSlash()));
        }
        String allowed = pages.allowed(page);
        if (!allowed.isEmpty() && !allowed.contains(visit.http().method().name())) {
            return trouble(visit, Optional.empty(), 405, "This page is not there to be asked like that.")
                    .map(answer -> answer.with("Allow", allowed));
        }
        if (Assets.isAsset(page)) {
            return assets.answer(visit).map(Console::now).orElseGet(() -> missing(visit, Optional.empty()));
        }
        if (policies.current().isEmpty()) {
            return trouble(visit, Optional.empty(), 503, "No policy has been loaded yet, so nobody is known here.")
                    .map(answer -> answer.with("Retry-After", "5"));
        }
        if (page.equals(SignIn.PAGE) && visit.isPost()) {
            return entering(context, visit);
        }
        return sessions.of(visit)
                .emitOn(home)
                .chain(session -> page.equals(SignIn.PAGE)
                        ? elsewhere(() -> signIn.show(visit, session))
                        : session.map(known -> known(context, visit, known)).orElseGet(() -> stranger(visit)));
    }

    private Uni<Answer> stranger(Visit visit) {
        return visit.isFromElsewhere() && !visit.isPost()
                ? elsewhere(() -> signIn.again(visit))
                : now(SignIn.first(visit));
    }

    private Uni<Answer> entering(RoutingContext context, Visit visit) {
        return visit.isFromHere()
                ? filled(
                        context,
                        visit,
                        Optional.empty(),
                        SMALL,
                        form -> sessions.of(SignIn.token(form))
                                .chain(session -> elsewhere(() -> signIn.enter(form, session))))
                : foreign(visit, Optional.empty());
    }

    /** Pages cost their reader what reads of the API cost it. */
    private Uni<Answer> known(RoutingContext context, Visit visit, Session session) {
        if (!crowd.enters(context, Optional.of(session.caller()))) {
            return trouble(visit, Optional.of(session), 503, "Too many requests are under way at once.");
        }
        return limits.take(session.caller(), CallerLimits.Draw.READ)
                .chain(allowance -> allowance.granted()
                        ? within(context, visit, session)
                        : trouble(visit, Optional.of(session), 429, "Your rate limit for reads is used up."));
    }

    private Uni<Answer> within(RoutingContext context, Visit visit, Session session) {
        if (!visit.isPost()) {
            return elsewhere(() -> pages.show(visit, session))
                    .chain(found -> found.map(Console::now).orElseGet(() -> missing(visit, Optional.of(session))));
        }
        if (!visit.isFromHere()) {
            return foreign(visit, Optional.of(session));
        }
        return filled(context, visit, Optional.of(session), pages.room(visit.page()), form -> {
            if (!session.sealed(form)) {
                return foreign(visit, Optional.of(session));
            }
            if (pages.changes(visit.page()) && !session.mayChange()) {
                return trouble(visit, Optional.of(session), 403, "Auditors see everything and change nothing.");
            }
            return elsewhere(() -> pages.act(form, session))
                    .chain(found -> found.map(Console::now).orElseGet(() -> missing(visit, Optional.of(session))));
        });
    }

    private interface Filled {
        Uni<Answer> then(Visit form);
    }

    private Uni<Answer> filled(
            RoutingContext context, Visit visit, Optional<Session> session, int room, Filled filled) {
        return RequestBody.read(context, visit.deadline(), room).chain(received -> switch (received) {
            case RequestBody.Received.Whole(var text) -> filled.then(visit.with(text.bytes()));
            case RequestBody.Received.Unusable(Outcome.Refused why) ->
                trouble(
                        visit,
                        session,
                        why.flaw() == Outcome.Flaw.SIZE ? 413 : 400,
                        "The form cannot be read: " + why.detail() + ".");
        });
    }

    private Uni<Answer> foreign(Visit visit, Optional<Session> session) {
        return trouble(
                visit,
                session,
                403,
                "This did not come from a page of the console, or from one of an earlier session."
                        + " Nothing was changed: open the page again.");
    }

    private Uni<Answer> missing(Visit visit, Optional<Session> session) {
        return trouble(visit, session, 404, "There is no such page, or what it was about is not there any more.");
    }

    private Uni<Answer> trouble(Visit visit, Optional<Session> session, int status, String words) {
        return elsewhere(() -> trouble.say(visit, session, status, words));
    }

    private Answer bug(Visit visit, Throwable bug) {
        LOG.errorf(bug, "request %s to the console ended in a bug", visit.requestId());
        return trouble.say(visit, Optional.empty(), 500, "Something went wrong inside.");
    }

    private static Uni<Answer> now(Answer answer) {
        return Uni.createFrom().item(answer);
    }

    /** Pages wait for what they show, which no event loop has time for. */
    private static <T> Uni<T> elsewhere(Supplier<T> made) {
        return Uni.createFrom().item(made).runSubscriptionOn(Thread::startVirtualThread);
    }
}
