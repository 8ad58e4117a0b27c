package io.podgate.race;

import io.podgate.json.Json;
import io.podgate.race.Fleet.Sum;
import io.podgate.sandbox.Sandbox;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stands beside the sandbox and adds up, at every change, what the endpoints come to. */
final class Watch {

    private final Fleet fleet;
    private final Map<String, Sum> endpoints = new LinkedHashMap<>();
    private final Map<String, Sum> sums;
    private final Map<String, Sum> most = new HashMap<>();
    private final List<Landing> landings = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();

    /**
     * An update that took effect.
     *
     * @param mark by which it is known
     * @param comesTo the endpoint, from then on
     */
    record Landing(Instant at, String endpoint, long mark, Sum comesTo) {}

    Watch(Sandbox sandbox, Fleet fleet) {
        this.fleet = fleet;
        sandbox.endpoints().forEach(shown -> endpoints.put(shown.string("id").orElseThrow(), fleet.of(shown)));
        this.sums = Fleet.byOwner(endpoints);
        sandbox.watch(this::changed);
    }

    private synchronized void changed(Json.Obj shown) {
        String id = shown.string("id").orElseThrow();
        Sum now = fleet.of(shown);
        Sum was = endpoints.getOrDefault(id, Sum.NOTHING);
        endpoints.put(id, now);
        landings.add(
                new Landing(Instant.now(), id, Fleet.number(shown, "timeout").longValueExact(), now));
        for (String owner : List.of("account", Fleet.ownerOf(Fleet.teamOf(id)))) {
            Sum sum = sums.merge(owner, now.minus(was), Sum::plus);
            most.merge(
                    owner,
                    sum,
                    (one, other) ->
                            new Sum(one.burnRate().max(other.burnRate()), Math.max(one.workers(), other.workers())));
            if (sum.exceeds(Fleet.capOf(owner))) {
                breaches.add("%s: %s came to %s, above %s, when %s went from %s to %s with %d"
                        .formatted(
                                Instant.now(),
                                owner,
                                sum,
                                Fleet.capOf(owner),
                                id,
                                was,
                                now,
                                landings.getLast().mark()));
            }
        }
    }

    synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }

    synchronized List<Landing> landings() {
        return List.copyOf(landings);
    }

    synchronized Map<String, Sum> endpoints() {
        return Map.copyOf(endpoints);
    }

    synchronized Map<String, Sum> sums() {
        return new LinkedHashMap<>(sums);
    }

    /** The most that each owner ever came to, in per cent of its caps. */
    synchronized String utilisation() {
        StringBuilder text = new StringBuilder();
        Fleet.owners().forEach(owner -> {
            Sum sum = most.getOrDefault(owner, Sum.NOTHING);
            Sum cap = Fleet.capOf(owner);
            text.append("%n  %-11s $%s of $%s an hour (%s %%), %d of %d workers"
                    .formatted(
                            owner,
                            sum.burnRate(),
                            cap.burnRate(),
                            sum.burnRate()
                                    .multiply(BigDecimal.valueOf(100))
                                    .divide(cap.burnRate(), 1, RoundingMode.HALF_UP),
                            sum.workers(),
                            cap.workers()));
        });
        return text.toString();
    }
}
