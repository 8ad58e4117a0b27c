package io.podgate.dialect;

import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import java.util.Optional;

/** Collects what an answer tells of an endpoint: what it does not show stays unknown. */
final class Known {

    private final EndpointConfig.Builder config = EndpointConfig.builder();

    <T> Known tell(Field<T> field, Optional<? extends T> value) {
        value.ifPresent(told -> config.set(field, told));
        return this;
    }

    EndpointConfig config() {
        return config.build();
    }

    /** A constant by its name; empty where RunPod has one that is new to us. */
    static <E extends Enum<E>> Optional<E> constant(Class<E> constants, Optional<String> name) {
        for (E constant : constants.getEnumConstants()) {
            if (name.isPresent() && name.get().equals(constant.name())) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
