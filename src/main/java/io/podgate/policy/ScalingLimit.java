package io.podgate.policy;

import io.podgate.endpoint.Change;
import io.podgate.endpoint.Scaling;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which scalers may be chosen, and bounds of each one's value.
 *
 * @param types empty allows all
 * @param queueDelay seconds
 * @param requestCount requests in flight per worker
 */
public record ScalingLimit(
        Optional<Set<Scaling.Type>> types, Bounds<BigDecimal> queueDelay, Bounds<Integer> requestCount)
        implements Limit<Scaling> {

    @Override
    public Optional<Objection> judge(Change<Scaling> change, Proposal proposal) {
        Scaling after = change.after();
        Optional<Scaling.Type> was = change.before().map(Scaling::type);
        if (types.isPresent() && !types.get().contains(after.type()) && !was.equals(Optional.of(after.type()))) {
            return Optional.of(typeRefused(after.type(), names(types.get())));
        }
        return switch (after) {
            case Scaling.QueueDelay(BigDecimal is) ->
                queueDelay.judge(delay(change.before()), is, Bounds.number()).map(each -> each.of("queueDelay"));
            case Scaling.RequestCount(int is) ->
                requestCount.judge(count(change.before()), is, Bounds.number()).map(each -> each.of("requestCount"));
        };
    }

    private static Objection typeRefused(Scaling.Type type, List<String> allowed) {
        return new Objection(
                type + " is not allowed",
                "allowed: " + Objection.names(allowed),
                Map.of("types", allowed),
                type.name(),
                Optional.of(allowed));
    }

    private static @Nullable BigDecimal delay(Optional<Scaling> before) {
        return before.orElse(null) instanceof Scaling.QueueDelay(BigDecimal was) ? was : null;
    }

    private static @Nullable Integer count(Optional<Scaling> before) {
        return before.orElse(null) instanceof Scaling.RequestCount(int was) ? (Integer) was : null;
    }

    private static List<String> names(Set<Scaling.Type> types) {
        return types.stream().map(Enum::name).sorted().toList();
    }

    @Override
    public Limit<Scaling> over(Limit<Scaling> base) {
        return base instanceof ScalingLimit below
                ? new ScalingLimit(
                        types.or(below::types),
                        queueDelay.over(below.queueDelay),
                        requestCount.over(below.requestCount))
                : this;
    }

    @Override
    public Optional<String> contradiction() {
        return queueDelay.areCrossed() || requestCount.areCrossed()
                ? Optional.of("min is above max")
                : Optional.empty();
    }

    @Override
    public Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        types.ifPresent(allowed -> plain.put("types", names(allowed)));
        put(plain, "queueDelay", queueDelay.plain(value -> value));
        put(plain, "requestCount", requestCount.plain(value -> value));
        return plain;
    }

    private static void put(Map<String, Object> plain, String key, Map<String, Object> bounds) {
        if (!bounds.isEmpty()) {
            plain.put(key, bounds);
        }
    }
}
