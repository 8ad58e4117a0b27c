package io.podgate.postgres;

import io.podgate.admission.CallerLimits;
import io.podgate.admission.LimitListener;
import io.podgate.policy.Caller;
import io.podgate.policy.Rate;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Callers' limits across replicas: a row a limit says when it will be wholly unused again, which is all that a token
 * bucket has to know. One statement takes for everybody who waits, so that a busy caller's row is locked for one round
 * trip and not for three a request. While the database is away each replica keeps to the limits for itself.
 */
public final class SharedLimits implements CallerLimits {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final String NEW = """
            INSERT INTO caller_limit SELECT key, 0 FROM unnest(?::text[]) AS fresh (key) ORDER BY key
            ON CONFLICT DO NOTHING""";

    /** A hair's breadth is added so that rounding withholds nobody's token; it grants none on its own. */
    private static final String TAKE = """
            WITH asked AS (SELECT * FROM unnest(?::text[], ?::float8[], ?::float8[], ?::float8[])
                    AS asked (key, takes, period, count)),
                now AS (SELECT extract(epoch FROM clock_timestamp())::float8 AS now),
                stood AS (SELECT key, takes, period, period / count AS every, now, greatest(full_at, now) AS full_at
                    FROM caller_limit JOIN asked USING (key), now ORDER BY key FOR UPDATE OF caller_limit),
                taken AS (SELECT *, least(takes, floor((now + period - full_at) / every + 1e-6)) AS granted FROM stood)
            UPDATE caller_limit SET full_at = taken.full_at + taken.granted * taken.every FROM taken
            WHERE caller_limit.key = taken.key
            RETURNING caller_limit.key, taken.full_at - taken.now, taken.granted""";

    /** @param key names the limit, its numbers included: other numbers are another limit */
    private record Take(String key, Rate rate) {}

    /**
     * How a limit stood before, and how many it then granted.
     *
     * @param used seconds until it would have been wholly unused
     */
    private record Stood(double used, long granted) {}

    private final BooleanSupplier reachable;
    private final CallerLimits alone;
    private final LimitListener listener;
    private final Together<Take, Allowance> takes;

    /**
     * Limits that replicas share.
     *
     * @param reachable whether the database is there
     * @param alone what this replica keeps to for itself, and tells its own listener, while it is not
     */
    public SharedLimits(Database database, BooleanSupplier reachable, CallerLimits alone, LimitListener listener) {
        this.reachable = reachable;
        this.alone = alone;
        this.listener = listener;
        this.takes = new Together<>(database, SharedLimits::taken);
    }

    @Override
    public Uni<Allowance> take(Caller caller, Draw draw) {
        if (!reachable.getAsBoolean()) {
            return alone.take(caller, draw);
        }
        return shared(caller, draw)
                .invoke(allowance -> {
                    if (!allowance.granted()) {
                        listener.turnedAway(caller);
                    }
                })
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithUni(() -> alone.take(caller, draw));
    }

    private Uni<Allowance> shared(Caller caller, Draw draw) {
        return switch (draw) {
            case READ -> takes.ask(take(caller, draw, caller.readLimit()));
            case UPDATE -> takes.ask(take(caller, draw, caller.rateLimit()));
            case SHRINK ->
                takes.ask(take(caller, Draw.UPDATE, caller.rateLimit()))
                        .chain(usual -> usual.granted()
                                ? Uni.createFrom().item(usual)
                                : takes.ask(take(caller, draw, caller.rateLimit()))
                                        .map(usual::orFrom));
        };
    }

    private static Take take(Caller caller, Draw draw, Rate rate) {
        return new Take(caller.name() + " " + draw + " " + rate.count() + "/" + rate.period(), rate);
    }

    private static List<Allowance> taken(Connection connection, List<Take> asked) throws SQLException {
        Map<String, Rate> rates = new TreeMap<>();
        Map<String, Integer> counts = new HashMap<>();
        asked.forEach(take -> {
            rates.put(take.key(), take.rate());
            counts.merge(take.key(), 1, Integer::sum);
        });
        Map<String, Stood> stood = stood(connection, rates, counts);
        if (stood.size() < rates.size()) {
            new Script().change(NEW, rates.keySet()).run(connection);
            stood.putAll(stood(connection, without(rates, stood), counts));
        }
        Map<String, Integer> before = new HashMap<>();
        List<Allowance> allowances = new ArrayList<>(asked.size());
        for (Take take : asked) {
            int nth = before.merge(take.key(), 1, Integer::sum);
            Stood row = stood.get(take.key());
            if (row == null) {
                throw new SQLException("a limit's row has vanished");
            }
            allowances.add(allowance(take.rate(), row, nth));
        }
        return allowances;
    }

    private static Map<String, Rate> without(Map<String, Rate> rates, Map<String, Stood> stood) {
        Map<String, Rate> missing = new TreeMap<>(rates);
        missing.keySet().removeAll(stood.keySet());
        return missing;
    }

    private static Map<String, Stood> stood(Connection connection, Map<String, Rate> rates, Map<String, Integer> counts)
            throws SQLException {
        List<Double> takes = new ArrayList<>();
        List<Double> periods = new ArrayList<>();
        List<Double> sizes = new ArrayList<>();
        rates.forEach((key, rate) -> {
            takes.add((double) counts.getOrDefault(key, 0));
            periods.add(seconds(rate.period()));
            sizes.add((double) rate.count());
        });
        Map<String, Stood> stood = new HashMap<>();
        new Script()
                .ask(
                        TAKE,
                        row -> stood.put(row.getString(1), new Stood(row.getDouble(2), (long) row.getDouble(3))),
                        rates.keySet(),
                        takes,
                        periods,
                        sizes)
                .run(connection);
        return stood;
    }

    /** What the nth of a group is told. */
    private static Allowance allowance(Rate rate, Stood stood, int nth) {
        double period = seconds(rate.period());
        double every = period / rate.count();
        boolean granted = nth <= stood.granted();
        double used = stood.used() + Math.min(nth, stood.granted()) * every;
        long remaining = (long) Math.floor((period - used) / every + 1e-6);
        double wait = used + every - period;
        return new Allowance(
                granted,
                rate.count(),
                rate.period(),
                Math.max(0, remaining),
                duration(used),
                granted ? Duration.ZERO : duration(wait));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.max(0, Math.round(seconds * 1e9)));
    }
}
