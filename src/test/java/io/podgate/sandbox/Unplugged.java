package io.podgate.sandbox;

import io.podgate.dialect.Dialect;
import io.podgate.endpoint.Payload;
import io.podgate.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The sandbox's RunPod without any wire, so that whoever asks it says when what arrives. Used by one thread. */
public final class Unplugged {

    private static final Holdings HOLDINGS = Seed.holdings();

    private final Face face;
    private final World world;

    /** What it answers. */
    public record Said(int status, Payload body) {

        public boolean good() {
            return status < 300;
        }
    }

    public Unplugged(Dialect dialect, InstantSource clock) {
        this.face = Face.of(dialect);
        this.world = new World(HOLDINGS, clock);
    }

    /** The cards that there are, with their pools and prices, in v2's shape. */
    public static List<Json.Obj> gpus() {
        return HOLDINGS.stock().gpus();
    }

    /** Puts an endpoint there, of which everything but the id may be left out; v2's shape. */
    public void seed(String document) {
        world.put(Seed.hosted(read(document)));
    }

    /** Everything there is, in v2's shape. */
    public List<Json.Obj> endpoints() {
        return world.endpoints().stream().map(Hosted::document).toList();
    }

    /** Changes an endpoint as its owner can in the console: behind everybody's back, by a merge patch of v2's shape. */
    public void alter(String id, String change) {
        try {
            world.alter(id, read(change));
        } catch (Refusal e) {
            throw new IllegalArgumentException(e.detail(), e);
        }
    }

    /** Does what is asked for, and answers. */
    public Said ask(String method, String path, Payload body) {
        int question = path.indexOf('?');
        String plain = question < 0 ? path : path.substring(0, question);
        Query query = Query.of(question < 0 ? "" : path.substring(question + 1));
        Route.Found found =
                Route.find(face.routes(), method, plain.substring(face.base().length()));
        if (!(found instanceof Route.Found.Way way)) {
            throw new IllegalArgumentException(method + " " + path);
        }
        try {
            return said(
                    way.operation() == Operation.UPDATE
                            ? face.show(
                                    world.update(way.id(), face.patch(body.bytes()), Optional.empty()), world, query)
                            : face.read(way, world, query));
        } catch (Refusal refusal) {
            return said(face.refuse(refusal.status(), refusal.detail(), refusal.errors()));
        }
    }

    /** As it answers when it fails. */
    public Said refuse(int status) {
        return said(face.refuse(status, "something is wrong here"));
    }

    private static Said said(Reply reply) {
        return new Said(reply.status(), Payload.of(reply.body().bytes()));
    }

    private static Json.Obj read(String text) {
        try {
            return Docs.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (Refusal e) {
            throw new IllegalArgumentException(e.detail(), e);
        }
    }
}
