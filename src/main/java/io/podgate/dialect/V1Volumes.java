package io.podgate.dialect;

import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Field;
import io.podgate.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** v1's {@code networkVolumeId} and {@code networkVolumeIds}: an old and a new way to say the same. */
final class V1Volumes {

    static final String ONE = "/networkVolumeId";

    private static final Shape<List<String>> MANY = Shapes.list(Texts.IDENTIFIER);

    private boolean none;
    private @Nullable String one;
    private @Nullable List<String> many;

    void one(Json json, String at, Findings findings) {
        none = V1Update.isNone(json);
        one = none ? null : Texts.IDENTIFIER.read(json, at, findings).orElse(null);
    }

    void many(Json json, String at, Findings findings) {
        many = json instanceof Json.Null
                ? List.of()
                : MANY.read(json, at, findings).orElse(null);
    }

    void sayTo(EndpointUpdate.Builder update, Findings findings) {
        if (many != null) {
            if (one != null && !many.contains(one)) {
                findings.refuse(ONE, "must be one of networkVolumeIds where both are said");
            }
            update.set(Field.NETWORK_VOLUMES, many, ONE + "s");
        } else if (one != null) {
            update.set(Field.NETWORK_VOLUMES, List.of(one), ONE);
        } else if (none) {
            update.set(Field.NETWORK_VOLUMES, List.of(), ONE);
        }
    }
}
