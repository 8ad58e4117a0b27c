package io.podgate.simulation;

import io.podgate.endpoint.Payload;
import io.podgate.runpod.Room.Asked;
import io.podgate.runpod.Room.Ending;
import io.podgate.sandbox.Unplugged;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What lies between a gateway and RunPod, and all that may happen there. */
final class Network {

    /** A little less than the gateway allows for: {@link io.podgate.admission.Ledger#LANDING_WINDOW}. */
    private static final Duration LATEST = Duration.ofMillis(14_900);

    /** RunPod's window, short enough to open again while the weather is bad. */
    private static final long WINDOW_SECONDS = 10;

    private static final Duration QUICK = Duration.ofMillis(80);
    private static final Duration SLOW = Duration.ofSeconds(12);
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration BREAKING = Duration.ofSeconds(3);
    private static final Payload GARBAGE = Payload.of("<html>".getBytes(StandardCharsets.UTF_8));

    private final Scheduler scheduler;
    private final Chance chance;
    private final Weather weather;
    private final Unplugged runpod;
    private final Witness witness;
    private final Story story;
    private final Window window = new Window();

    /**
     * What becomes of an exchange.
     *
     * @param arrives when RunPod does what it is asked for; empty is never
     * @param ends when whoever asked hears of it
     */
    private record Fate(Optional<Duration> arrives, Duration ends, How how) {}

    private enum How {
        ANSWERED,
        GARBLED,
        LIMITED,
        REFUSED,
        BROKEN,
        UNREACHABLE,
        CUT,
        TIMED_OUT,
        BREAKER,
        CROWDED
    }

    /** RunPod's window, and what was asked for in it. */
    private final class Window {

        private long number;
        private int taken;

        boolean takes(int most) {
            turn();
            if (taken < most) {
                taken++;
                return true;
            }
            return false;
        }

        Map<String, String> told(int most) {
            turn();
            return Map.of(
                    "RateLimit-Policy",
                    "\"window\";q=%d;w=%d".formatted(most, WINDOW_SECONDS),
                    "RateLimit",
                    "\"window\";r=%d;t=%d"
                            .formatted(
                                    most - taken,
                                    WINDOW_SECONDS - scheduler.time().toSeconds() % WINDOW_SECONDS));
        }

        private void turn() {
            long now = scheduler.time().toSeconds() / WINDOW_SECONDS;
            if (now != number) {
                number = now;
                taken = 0;
            }
        }
    }

    Network(Scheduler scheduler, Chance chance, Weather weather, Unplugged runpod, Witness witness, Story story) {
        this.scheduler = scheduler;
        this.chance = chance;
        this.weather = weather;
        this.runpod = runpod;
        this.witness = witness;
        this.story = story;
    }

    /** @param life of the process that asks */
    Uni<Ending> ask(Life life, Asked asked) {
        return Uni.createFrom().emitter(emitter -> {
            Fate fate = fate(asked);
            Optional<Witness.Case> sent = asked.updates() ? witness.sends(asked) : Optional.empty();
            Exchange exchange = new Exchange(life, asked, sent);
            fate.arrives().ifPresent(time -> scheduler.after(time, exchange::arrive));
            life.later(fate.ends(), () -> {
                tell(asked, sent, fate);
                emitter.complete(exchange.ending(fate.how()));
            });
        });
    }

    private void tell(Asked asked, Optional<Witness.Case> sent, Fate fate) {
        if (asked.updates() || fate.how() != How.ANSWERED) {
            story.tell(asked.method() + " " + asked.path()
                    + sent.map(of -> " of " + of.id()).orElse("") + ": " + fate.how());
        }
    }

    /** One thing that is asked, on its way. */
    private final class Exchange {

        private final Life life;
        private final Asked asked;
        private final Optional<Witness.Case> sent;
        private Unplugged.@Nullable Said said;

        Exchange(Life life, Asked asked, Optional<Witness.Case> sent) {
            this.life = life;
            this.asked = asked;
            this.sent = sent;
        }

        /** What a process that is gone has sent lands soon or never. */
        private void arrive() {
            if (life.isOverSince(LATEST)) {
                return;
            }
            if (weather.quota().filter(most -> !window.takes(most)).isPresent()) {
                said = runpod.refuse(429);
            } else {
                said = sent.map(of -> witness.lands(of, this::told)).orElseGet(this::told);
            }
        }

        private Unplugged.Said told() {
            return runpod.ask(asked.method(), asked.path(), asked.body());
        }

        private Ending ending(How how) {
            return switch (how) {
                case ANSWERED ->
                    answered(said, weather.quota().map(window::told).orElse(Map.of()));
                case GARBLED -> new Ending.Answered(200, Map.of(), GARBAGE);
                case LIMITED -> answered(runpod.refuse(429), Map.of("Retry-After", "" + (1 + chance.below(3))));
                case REFUSED -> answered(runpod.refuse(503), Map.of());
                case BROKEN -> answered(runpod.refuse(chance.of(List.of(500, 502, 504))), Map.of());
                case UNREACHABLE -> new Ending.Unreachable();
                case CUT -> new Ending.Cut();
                case TIMED_OUT -> new Ending.TimedOut();
                case BREAKER -> new Ending.BreakerOpen();
                case CROWDED -> new Ending.NoPermit();
            };
        }

        private static Ending answered(Unplugged.@Nullable Said said, Map<String, String> headers) {
            return said == null ? new Ending.TimedOut() : new Ending.Answered(said.status(), headers, said.body());
        }
    }

    private Fate fate(Asked asked) {
        Duration patience = asked.patience();
        return weather.ofExchange()
                .map(trouble -> switch (trouble) {
                    case UNREACHABLE -> never(CONNECTING, How.UNREACHABLE, patience);
                    case LIMITED -> never(QUICK, How.LIMITED, patience);
                    case REFUSED -> never(QUICK, How.REFUSED, patience);
                    case BREAKER -> never(Duration.ZERO, How.BREAKER, patience);
                    case CROWDED -> never(Duration.ZERO, How.CROWDED, patience);
                    case BROKEN -> perhaps(chance.upTo(BREAKING), How.BROKEN, patience);
                    case CUT -> perhaps(chance.upTo(BREAKING), How.CUT, patience);
                    case SILENT -> perhaps(patience, How.TIMED_OUT, patience);
                    case GARBLED -> thereAndBack(QUICK, QUICK, How.GARBLED, patience);
                    default ->
                        chance.once(0.5)
                                ? thereAndBack(SLOW, QUICK, How.ANSWERED, patience)
                                : thereAndBack(QUICK, SLOW, How.ANSWERED, patience);
                })
                .orElseGet(() -> thereAndBack(QUICK, QUICK, How.ANSWERED, patience));
    }

    private Fate never(Duration longest, How how, Duration patience) {
        return inTime(Optional.empty(), chance.upTo(longest), how, patience);
    }

    /** Done before its end, after its end, or not at all. */
    private Fate perhaps(Duration end, How how, Duration patience) {
        Duration ends = end.compareTo(patience) < 0 ? end : patience;
        Optional<Duration> arrives = switch (chance.below(3)) {
            case 0 -> Optional.of(chance.upTo(ends));
            case 1 -> Optional.of(ends.plus(chance.upTo(LATEST)));
            default -> Optional.empty();
        };
        return inTime(arrives, ends, how, patience);
    }

    private Fate thereAndBack(Duration there, Duration back, How how, Duration patience) {
        Duration arrives = chance.between(Duration.ofMillis(1), there);
        Duration ends = arrives.plus(chance.between(Duration.ofMillis(1), back));
        return inTime(Optional.of(arrives), ends, how, patience);
    }

    private static Fate inTime(Optional<Duration> arrives, Duration ends, How how, Duration patience) {
        return ends.compareTo(patience) < 0 ? new Fate(arrives, ends, how) : new Fate(arrives, patience, How.TIMED_OUT);
    }
}
