package io.podgate.sandbox;

import io.podgate.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The one owner of the sandbox's state. What it holds is immutable, so what it hands out may be kept. */
final class World {

    private final InstantSource clock;
    private final Map<String, Hosted> endpoints = new LinkedHashMap<>();
    private final Bills bills = new Bills();
    private Holdings holdings;
    private Consumer<Hosted> watcher = _ -> {};

    World(Holdings holdings, InstantSource clock) {
        this.holdings = holdings;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    Bills bills() {
        return bills;
    }

    synchronized Holdings holdings() {
        return holdings;
    }

    synchronized void offer(Json.Obj gpu) {
        holdings = holdings.with(holdings.stock().with(gpu));
    }

    synchronized List<Hosted> endpoints() {
        return List.copyOf(endpoints.values());
    }

    synchronized Optional<Hosted> find(String id) {
        return Optional.ofNullable(endpoints.get(id));
    }

    Hosted get(String id) throws Refusal {
        return find(id).orElseThrow(() -> new Refusal(404, "endpoint not found"));
    }

    synchronized void put(Hosted endpoint) {
        endpoints.put(endpoint.id(), endpoint);
    }

    synchronized void remove(String id) {
        endpoints.remove(id);
    }

    synchronized void clear() {
        endpoints.clear();
    }

    /** Is told of each update's effect, one after the other, before anybody else can see it. */
    synchronized void watch(Consumer<Hosted> other) {
        watcher = other;
    }

    /** Applies an update, then whatever a fault does to what it wrote. */
    synchronized Hosted update(String id, Patch patch, Optional<Json.Obj> twist) throws Refusal {
        Hosted applied = patch.apply(get(id), holdings, clock.instant());
        Hosted twisted = twist.map(change -> twisted(applied, change)).orElse(applied);
        endpoints.put(id, twisted);
        watcher.accept(twisted);
        return twisted;
    }

    private static Hosted twisted(Hosted applied, Json.Obj change) {
        Json.Obj relevant = Docs.keep(change, applied.document().members()::containsKey);
        return applied.with(Docs.merge(applied.document(), relevant));
    }

    /** Changes an endpoint behind everybody's back, as RunPod's console does; null removes, no rule is asked. */
    synchronized Hosted alter(String id, Json.Obj change) throws Refusal {
        Hosted current = get(id);
        Hosted altered = Release.whereContainerDiffers(
                current, current.with(Docs.merge(current.document(), change)), clock.instant());
        endpoints.put(id, altered);
        return altered;
    }
}
