package io.podgate.rehearsal;

import io.podgate.dialect.Contradictions;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import java.util.List;

/** An update that the gateway would refuse as invalid, before any policy is asked, for what it says at once. */
final class SaidAtOnce {

    private SaidAtOnce() {}

    /** Why it would, one sentence each; empty where it would not. */
    static List<String> contradictions(EndpointConfig update) {
        EndpointUpdate.Builder body = EndpointUpdate.builder(EndpointUpdate.Tolerance.REFUSES);
        Field.all().forEach(field -> say(field, update, body));
        return Contradictions.of(body.build()).stream().map(Violation::detail).toList();
    }

    private static <T> void say(Field<T> field, EndpointConfig update, EndpointUpdate.Builder body) {
        update.get(field).ifPresent(value -> body.set(field, value, "/" + field.key()));
    }
}
