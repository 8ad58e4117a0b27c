package io.podgate.http;

import io.podgate.dialect.Dialect;
import io.podgate.identity.CallerTokens;
import io.podgate.policy.Caller;
import io.podgate.policy.Role;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * The way that nearly all requests take: one endpoint, read or updated by somebody who may, goes from the router to
 * {@link Reads} or {@link Updates} and back. Whatever is not plainly that goes on to {@link V1Routes} and its like, and
 * is refused there; so nothing is allowed here that would not be allowed there.
 */
@Singleton
final class Express {

    /** It is known by then who asks; what comes later is for Quarkus REST. */
    private static final int AUTHENTICATED = 1 - SecurityHandlerPriorities.AUTHENTICATION;

    private static final String V1 = below(Dialect.V1);
    private static final String V2 = below(Dialect.V2);

    private final Updates updates;
    private final Reads reads;
    private final Crowd crowd;

    Express(Updates updates, Reads reads, Crowd crowd) {
        this.updates = updates;
        this.reads = reads;
        this.crowd = crowd;
    }

    private static String below(Dialect dialect) {
        return "/" + dialect.name() + dialect.collection() + "/";
    }

    void open(@Observes Router router) {
        router.route().order(AUTHENTICATED).handler(this::take);
    }

    private void take(RoutingContext context) {
        Optional<Uni<Response>> answer = CallerTokens.caller(context).flatMap(caller -> answer(context, caller));
        if (answer.isPresent()) {
            answer.get()
                    .invoke(given -> Answers.send(given, context.response()))
                    .subscribe()
                    .with(sent -> {}, context::fail);
        } else {
            context.next();
        }
    }

    private Optional<Uni<Response>> answer(RoutingContext context, Caller caller) {
        String path = context.request().path();
        if (Paths.isSuspicious(path)) {
            return Optional.empty();
        }
        return path.startsWith(V1)
                ? answer(context, caller, Dialect.V1, path.substring(V1.length()))
                : path.startsWith(V2)
                        ? answer(context, caller, Dialect.V2, path.substring(V2.length()))
                        : Optional.empty();
    }

    private Optional<Uni<Response>> answer(RoutingContext context, Caller caller, Dialect dialect, String id) {
        HttpMethod method = context.request().method();
        boolean isRead = method.equals(HttpMethod.GET) && mayRead(caller.role());
        boolean isUpdate = method.equals(HttpMethod.PATCH) && mayUpdate(caller.role());
        if (id.isEmpty()
                || id.indexOf('/') >= 0
                || !(isRead || isUpdate)
                || !crowd.enters(context, Optional.of(caller))) {
            return Optional.empty();
        }
        return Optional.of(isRead ? reads.one(context, dialect, id) : updates.update(context, dialect, id));
    }

    static boolean mayRead(Role role) {
        return role == Role.CALLER || role == Role.READER;
    }

    static boolean mayUpdate(Role role) {
        return role == Role.CALLER || role == Role.PLATFORM;
    }
}
