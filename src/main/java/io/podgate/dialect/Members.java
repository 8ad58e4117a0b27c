package io.podgate.dialect;

import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An object that is being written: what is not known is left out. */
final class Members {

    private final EndpointConfig config;
    private final Map<String, Json> members = new LinkedHashMap<>();

    Members(EndpointConfig config) {
        this.config = config;
    }

    EndpointConfig config() {
        return config;
    }

    Members put(String name, Object value) {
        members.put(name, Json.of(value));
        return this;
    }

    Members put(String name, Optional<?> value) {
        value.ifPresent(known -> put(name, known));
        return this;
    }

    Members put(String name, Field<?> field) {
        return put(name, config.get(field));
    }

    <T> Members put(String name, Field<T> field, Function<? super T, ?> spelling) {
        return put(name, config.get(field).map(spelling));
    }

    /** An object inside, of the same endpoint; left out where it would be empty. */
    Members nest(String name, Function<Members, Members> write) {
        Json.Obj nested = write.apply(new Members(config)).object();
        if (!nested.members().isEmpty()) {
            members.put(name, nested);
        }
        return this;
    }

    Json.Obj object() {
        return new Json.Obj(members);
    }
}
