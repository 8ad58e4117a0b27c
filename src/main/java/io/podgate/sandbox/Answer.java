package io.podgate.sandbox;

import java.time.Duration;
import java.util.Optional;

/** How a request is answered, whatever was done about it. */
public sealed interface Answer {

    /** As RunPod would. */
    record Truthful() implements Answer {}

    /**
     * An error in the dialect's own shape.
     *
     * @param retryAfter what {@code Retry-After} says; empty sends no such header
     */
    record Status(int code, Optional<Duration> retryAfter) implements Answer {
        public Status(int code) {
            this(code, Optional.empty());
        }
    }

    /** The connection is reset (TCP RST). */
    record Reset() implements Answer {}

    /** Nothing; the connection stays open. */
    record Silent() implements Answer {}

    /** Half of the body, then the connection closes. */
    record Truncated() implements Answer {}

    /** Status 200 and bytes that are not JSON. */
    record Garbage() implements Answer {}

    /** The truthful body, called something else. */
    record WrongContentType(String contentType) implements Answer {}

    /** Status 302. */
    record Redirect(String location) implements Answer {}

    /** The truthful body, byte by byte. */
    record Drip(Duration pause) implements Answer {}

    /** A body that begins truthfully and never ends. */
    record Endless() implements Answer {}

    /** The truthful body with blanks behind it, up to this many bytes. */
    record Oversized(long bytes) implements Answer {}

    /** The same, compressed with gzip without anybody having asked for it. */
    record Bomb(long bytes) implements Answer {}

    /** Whether RunPod would have applied what it answers so: all but errors and redirects. */
    default boolean suggestsApplied() {
        return switch (this) {
            case Status status -> status.code() < 300;
            case Redirect _ -> false;
            case Truthful(),
                    Reset(),
                    Silent(),
                    Truncated(),
                    Garbage(),
                    WrongContentType _,
                    Drip _,
                    Endless(),
                    Oversized _,
                    Bomb _ -> true;
        };
    }
}
