package io.podgate.http;

import java.util.Locale;

/** Every kind of problem that Podgate answers (RFC 9457). The table of the README is asserted against this. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request is not well-formed"),
    UNAUTHENTICATED(401, "Who is calling?"),
    FORBIDDEN(403, "Your role does not have this route"),
    POLICY_DENIED(403, "The policy refuses this update"),
    ENDPOINT_NOT_FOUND(404, "No such endpoint of yours"),
    NO_SUCH_ROUTE(404, "No such route"),
    METHOD_NOT_ALLOWED(405, "The route has another method"),
    NOT_ACCEPTABLE(406, "Only JSON is answered here"),
    IN_PROGRESS(409, "The same update is under way"),
    PRECONDITION_FAILED(412, "The endpoint is not what If-Match demands"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is in no form that is understood here"),
    INVALID_UPDATE(422, "RunPod would refuse this update"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another update"),
    RATE_LIMITED(429, "Too many requests"),
    RUNPOD_REJECTED(0, "RunPod refused this request"),
    INTERNAL(500, "A bug in Podgate"),
    NOT_SUPPORTED(501, "Not supported"),
    RUNPOD_FAILED(502, "RunPod failed"),
    RUNPOD_UNAVAILABLE(503, "RunPod cannot be reached"),
    STATE_UNAVAILABLE(503, "Something that this decision rests on is not known"),
    LEDGER_UNAVAILABLE(503, "The decision cannot be recorded"),
    OVERLOADED(503, "Too much at once"),
    OUTCOME_UNKNOWN(504, "Whether RunPod applied the update is not known");

    private static final String PREFIX = "urn:podgate:problem:";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status; 0 where it is RunPod's own. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String urn() {
        return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
