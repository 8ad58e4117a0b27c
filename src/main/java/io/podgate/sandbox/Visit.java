package io.podgate.sandbox;

import io.podgate.json.Json;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A request that came.
 *
 * @param number counts from 1
 * @param path with the query
 * @param body as it came; the API key is never in it, were it sent
 * @param authorised whether it carried the API key
 * @param applied whether it changed the state, by now
 * @param status what was answered; empty while nothing is, or where the fault was to answer nothing
 */
public record Visit(
        long number,
        Instant at,
        String method,
        String path,
        String body,
        boolean authorised,
        boolean applied,
        OptionalInt status) {

    Visit withApplied() {
        return new Visit(number, at, method, path, body, authorised, true, status);
    }

    Visit withStatus(int code) {
        return new Visit(number, at, method, path, body, authorised, applied, OptionalInt.of(code));
    }

    Json.Obj json() {
        return Docs.object(
                "number",
                number,
                "at",
                at.toString(),
                "method",
                method,
                "path",
                path,
                "body",
                body,
                "authorised",
                authorised,
                "applied",
                applied,
                "status",
                status.isPresent() ? (Integer) status.getAsInt() : null);
    }
}
