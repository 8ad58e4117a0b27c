package io.podgate.http;

import io.podgate.admission.CallerLimits.Allowance;
import io.podgate.endpoint.Payload;
import io.podgate.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Puts answers together: bodies, and the headers that all of them share. */
final class Answers {

    static final String REQUEST_ID = "X-Request-Id";

    private static final MediaType PROBLEM = new MediaType("application", "problem+json");
    private static final int LONGEST_WARNING = 512;
    private static final int MOST_OF_LIST = 8;

    private Answers() {}

    static Response.ResponseBuilder json(Payload body) {
        return Response.ok(body.bytes(), MediaType.APPLICATION_JSON_TYPE);
    }

    static Response.ResponseBuilder json(Object plain) {
        return Response.ok(Json.bytes(plain), MediaType.APPLICATION_JSON_TYPE);
    }

    static Response.ResponseBuilder problem(Problem problem, Optional<String> decisionId, boolean v1) {
        Response.ResponseBuilder answer = Response.status(problem.effectiveStatus())
                .entity(Json.bytes(problem.body(decisionId, v1)))
                .type(PROBLEM);
        problem.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, seconds(wait)));
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer;
    }

    /** Writes an answer, of bytes if of anything, where no framework does. */
    static void send(Response answer, HttpServerResponse to) {
        to.setStatusCode(answer.getStatus());
        answer.getHeaders()
                .forEach((name, values) -> values.forEach(value -> to.headers().add(name, value.toString())));
        switch (answer.getEntity()) {
            case null -> to.end();
            case byte[] body -> to.end(Buffer.buffer(body));
            default -> throw new IllegalArgumentException("bytes are due");
        }
    }

    static void warn(Response.ResponseBuilder answer, List<String> warnings) {
        warnings.forEach(warning -> answer.header("Warning", "299 podgate \"" + quoted(warning) + "\""));
    }

    /** Of a list there may be as many warnings as it has elements; clients take only so many headers. */
    static void warnOfList(Response.ResponseBuilder answer, Collection<String> warnings) {
        warn(answer, warnings.stream().limit(MOST_OF_LIST).toList());
        int more = warnings.size() - MOST_OF_LIST;
        if (more > 0) {
            warn(answer, List.of("And " + more + " more; an endpoint that is read by itself comes with its own."));
        }
    }

    /** RFC 9111 has done away with the code, but there is no other that says it. */
    static void warnOfAge(Response.ResponseBuilder answer) {
        answer.header("Warning", "110 podgate \"RunPod could not be asked lately; this is what it showed last\"");
    }

    /** The caller's own quota, in the form of the IETF draft. */
    static void quota(MultivaluedMap<String, Object> headers, Allowance allowance, String policy) {
        headers.putSingle(
                "RateLimit", "\"" + policy + "\";r=" + allowance.remaining() + ";t=" + seconds(allowance.reset()));
        headers.putSingle(
                "RateLimit-Policy",
                "\"" + policy + "\";q=" + allowance.limit() + ";w="
                        + allowance.window().toSeconds());
    }

    /** Whole seconds, rounded up, at least 1: who comes back then is not turned away again for a fraction. */
    static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /** The text of a quoted string in a header: visible ASCII, nothing that could end it. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        text.codePoints().limit(LONGEST_WARNING).forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\'');
            } else {
                quoted.appendCodePoint(c >= ' ' && c < 127 ? c : '?');
            }
        });
        return quoted.toString();
    }
}
