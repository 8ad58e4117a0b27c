package io.podgate.sandbox;

import io.podgate.dialect.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one dialect's API looks from outside: its routes, its answers, its errors. */
sealed interface Face permits V1Face, V2Face {

    /** {@code /v1} or {@code /v2}. */
    String base();

    List<Route> routes();

    /** Reads an update, by the dialect's own rules. */
    Patch patch(byte[] body) throws Refusal;

    /** Shows an endpoint; also the answer to an update. */
    Reply show(Hosted endpoint, World world, Query query);

    /** Answers whatever is not an update. */
    Reply read(Route.Found.Way way, World world, Query query) throws Refusal;

    Reply refuse(int status, String detail, List<String> errors);

    default Reply refuse(int status, String detail) {
        return refuse(status, detail, List.of());
    }

    /** What the answer says about the request itself. */
    Map<String, String> requestHeaders();

    /** What the answer says about the quota. */
    Map<String, String> quotaHeaders(Quota.State state);

    /** Whether there is a quota at all. */
    boolean countsRequests();

    /** The answer to a path of an API that this one has replaced. */
    Optional<Reply> retired(String path);

    static Face of(Dialect dialect) {
        return dialect == Dialect.V1 ? new V1Face() : new V2Face();
    }
}
