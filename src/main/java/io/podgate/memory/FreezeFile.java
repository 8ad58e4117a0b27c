package io.podgate.memory;

import io.podgate.admission.Freezes;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import io.podgate.policy.Freeze;
import io.podgate.trail.Home;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What is frozen, in one JSON file, an array of {@code {"team":"vision","scope":"cost","reason":"…","by":"…",
 * "since":"2026-11-23T09:00:00Z","until":"…"}}. Where the file cannot be understood everything is frozen, until
 * somebody who knows better lifts that.
 */
public final class FreezeFile implements Freezes {

    private static final Logger LOG = Logger.getLogger(FreezeFile.class);
    private static final int DEPTH = 2;

    private final KeptFile file;
    private final InstantSource clock;
    private volatile List<Freeze> known;

    /** Reads the file. */
    public FreezeFile(Path file, InstantSource clock) {
        this.file = new KeptFile(file);
        this.clock = clock;
        this.known = recalled();
    }

    private List<Freeze> recalled() {
        try {
            Optional<byte[]> text = file.read();
            return text.isPresent() ? read(text.get()) : List.of();
        } catch (IOException | MalformedJson | IllegalArgumentException | DateTimeException e) {
            LOG.errorf(e, "%s cannot be read: everything is frozen until that is lifted", file.path());
            return List.of(new Freeze(
                    Optional.empty(),
                    Freeze.Scope.COST,
                    "what was frozen cannot be read",
                    "podgate",
                    clock.instant(),
                    Optional.empty()));
        }
    }

    @Override
    public Optional<List<Freeze>> known() {
        return Optional.of(known);
    }

    @Override
    public Uni<Boolean> set(Freeze freeze) {
        return change(freeze.team(), Optional.of(freeze));
    }

    @Override
    public Uni<Boolean> lift(Optional<String> team) {
        return change(team, Optional.empty());
    }

    /** There is no other replica. */
    @Override
    public Uni<Void> look() {
        return Uni.createFrom().voidItem();
    }

    private Uni<Boolean> change(Optional<String> team, Optional<Freeze> freeze) {
        return Uni.createFrom()
                .item(() -> replace(team, freeze))
                .runSubscriptionOn(Thread::startVirtualThread)
                .emitOn(Home.here());
    }

    /** What is over is not kept on. */
    private synchronized boolean replace(Optional<String> team, Optional<Freeze> freeze) {
        List<Freeze> others = new ArrayList<>(known);
        others.removeIf(each -> each.team().equals(team) || !each.holds(clock.instant()));
        freeze.ifPresent(others::add);
        try {
            file.replace(written(others));
        } catch (IOException e) {
            LOG.errorf(e, "%s cannot be written", file.path());
            return false;
        }
        known = List.copyOf(others);
        return true;
    }

    private static byte[] written(List<Freeze> freezes) {
        return Json.of(freezes.stream().map(FreezeFile::members).toList()).bytes();
    }

    private static Map<String, Object> members(Freeze freeze) {
        Map<String, Object> members = new LinkedHashMap<>();
        freeze.team().ifPresent(team -> members.put("team", team));
        members.put("scope", freeze.scope().key());
        members.put("reason", freeze.reason());
        members.put("by", freeze.by());
        members.put("since", freeze.since().toString());
        freeze.until().ifPresent(until -> members.put("until", until.toString()));
        return members;
    }

    private static List<Freeze> read(byte[] text) throws MalformedJson {
        if (JsonReader.read(text, DEPTH) instanceof Json.Arr(List<Json> all)) {
            return all.stream().map(FreezeFile::freeze).toList();
        }
        throw new IllegalArgumentException("an array is due");
    }

    private static Freeze freeze(Json json) {
        if (json instanceof Json.Obj members) {
            return new Freeze(
                    members.string("team"),
                    Freeze.Scope.valueOf(text(members, "scope").toUpperCase(Locale.ROOT)),
                    text(members, "reason"),
                    text(members, "by"),
                    Instant.parse(text(members, "since")),
                    members.string("until").map(Instant::parse));
        }
        throw new IllegalArgumentException("an object is due");
    }

    private static String text(Json.Obj object, String name) {
        return object.string(name).orElseThrow(() -> new IllegalArgumentException(name + " is due"));
    }
}
