package io.podgate.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Does what a request asks for, and what a fault makes of it:
 *
 * <pre>
 * wait before → apply (now, never or late) → wait after → answer
 * </pre>
 */
final class Play {

    private final Face face;
    private final World world;
    private final Faults faults;
    private final Journal journal;
    private final Wire wire;
    private final Vertx vertx;

    /** A request that has come through the door, and the headers that every answer to it carries. */
    record Scene(HttpServerRequest request, Route.Found.Way way, Buffer body, long visit, Map<String, String> headers) {

        private Query query() {
            return Query.of(Optional.ofNullable(request.query()).orElse(""));
        }

        private boolean updates() {
            return way.operation() == Operation.UPDATE;
        }
    }

    Play(Face face, World world, Faults faults, Journal journal, Wire wire, Vertx vertx) {
        this.face = face;
        this.world = world;
        this.faults = faults;
        this.journal = journal;
        this.wire = wire;
        this.vertx = vertx;
    }

    void perform(Scene scene) {
        Fault fault = faults.strike(scene.way().operation(), scene.way().id()).orElse(Fault.NONE);
        if (fault.applying() instanceof Applying.Late(Duration delay) && scene.updates()) {
            later(delay, () -> update(scene, fault));
        }
        later(fault.before(), () -> {
            Reply truth = truth(scene, fault);
            later(fault.after(), () -> answer(scene, fault, truth));
        });
    }

    /** What RunPod would say, having done what the fault lets it do. */
    private Reply truth(Scene scene, Fault fault) {
        if (scene.updates() && fault.applying() instanceof Applying.Now) {
            return update(scene, fault);
        }
        try {
            return face.read(scene.way(), world, scene.query());
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }

    private Reply update(Scene scene, Fault fault) {
        try {
            Hosted after =
                    world.update(scene.way().id(), face.patch(scene.body().getBytes()), fault.twist());
            journal.applied(scene.visit());
            return face.show(after, world, scene.query());
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }

    private Reply refused(Refusal refusal) {
        return face.refuse(refusal.status(), refusal.detail(), refusal.errors());
    }

    private void answer(Scene scene, Fault fault, Reply truth) {
        Reply reply = switch (fault.answer()) {
            case Answer.Status(int code, Optional<Duration> retryAfter) -> failure(code, retryAfter);
            case Answer.Redirect(String location) -> face.refuse(302, "moved").with("Location", location);
            case Answer.Truthful(),
                    Answer.Reset(),
                    Answer.Silent(),
                    Answer.Truncated(),
                    Answer.Garbage(),
                    Answer.WrongContentType _,
                    Answer.Drip _,
                    Answer.Endless(),
                    Answer.Oversized _,
                    Answer.Bomb _ -> truth;
        };
        if (!(fault.answer() instanceof Answer.Reset || fault.answer() instanceof Answer.Silent)) {
            journal.answered(scene.visit(), reply.status());
        }
        wire.send(scene.request(), reply.with(scene.headers()).with(fault.headers()), fault.answer());
    }

    private Reply failure(int code, Optional<Duration> retryAfter) {
        Reply failure = face.refuse(code, "the sandbox was told to answer " + code);
        return retryAfter
                .map(wait -> failure.with("Retry-After", String.valueOf(wait.toSeconds())))
                .orElse(failure);
    }

    private void later(Duration delay, Runnable step) {
        if (delay.isZero()) {
            step.run();
        } else {
            vertx.setTimer(Math.max(1, delay.toMillis()), _ -> step.run());
        }
    }
}
