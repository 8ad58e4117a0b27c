package io.podgate.dialect;

import io.podgate.json.Json;
import java.util.Optional;
import java.util.function.Function;

/** What a value in a caller's body has to look like. */
@FunctionalInterface
interface Shape<T> {

    /** The value; empty where it does not look like that, which {@code findings} then say. */
    Optional<T> read(Json json, String pointer, Findings findings);

    default <R> Shape<R> as(Function<? super T, ? extends R> meaning) {
        return (json, pointer, findings) -> read(json, pointer, findings).map(meaning);
    }
}
