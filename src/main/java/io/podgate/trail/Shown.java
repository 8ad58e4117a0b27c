package io.podgate.trail;

import io.podgate.admission.EnvDigest;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.PlainValues;
import io.podgate.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Whether an endpoint shows what the update behind a record asked for. An update is applied whole or not at all, so
 * what RunPod does not show says nothing, as long as it shows any of what should have changed.
 */
public final class Shown implements Predicate<EndpointConfig> {

    private final PlainValues values;
    private final Map<Field<?>, String> after;

    private Shown(PlainValues values, Map<Field<?>, String> after) {
        this.values = values;
        this.after = after;
    }

    /**
     * What an endpoint has to show for the update to be there.
     *
     * @param record an intent's or a result's
     * @param digest what stands there for the values of environment variables
     */
    public static Shown by(Json.Obj record, EnvDigest digest) {
        Map<Field<?>, String> after = new LinkedHashMap<>();
        if (record.get("changes").orElse(null) instanceof Json.Arr(List<Json> changes)) {
            for (Json change : changes) {
                if (change instanceof Json.Obj entry) {
                    entry.string("field")
                            .flatMap(Field::byKey)
                            .ifPresent(
                                    field -> entry.get("after").ifPresent(value -> after.put(field, canonical(value))));
                }
            }
        }
        return new Shown(new PlainValues(digest::of), after);
    }

    @Override
    public boolean test(EndpointConfig config) {
        boolean any = false;
        for (Map.Entry<Field<?>, String> change : after.entrySet()) {
            if (config.knows(change.getKey())) {
                if (!shown(config, change.getKey()).equals(change.getValue())) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private String shown(EndpointConfig config, Field<?> field) {
        return canonical(Json.of(values.of((Object) config.get(field).orElseThrow())));
    }

    /** One spelling for one meaning: numbers by value, members and elements in any order, which is RunPod's to show. */
    private static String canonical(Json json) {
        return new String(ordered(json).bytes(), StandardCharsets.UTF_8);
    }

    private static Json ordered(Json json) {
        return switch (json) {
            case Json.Obj(Map<String, Json> members) -> {
                Map<String, Json> sorted = new TreeMap<>();
                members.forEach((name, value) -> sorted.put(name, ordered(value)));
                yield new Json.Obj(sorted);
            }
            case Json.Arr(List<Json> elements) -> {
                List<Json> sorted = new ArrayList<>();
                elements.stream()
                        .map(Shown::ordered)
                        .sorted((one, other) -> Arrays.compare(one.bytes(), other.bytes()))
                        .forEach(sorted::add);
                yield new Json.Arr(sorted);
            }
            case Json.Num(String text) ->
                new Json.Num(new BigDecimal(text).stripTrailingZeros().toPlainString());
            case Json.Str s -> s;
            case Json.Bool b -> b;
            case Json.Null n -> n;
        };
    }
}
