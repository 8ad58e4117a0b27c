package io.podgate.identity;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer, as it last showed them. They hold however long it cannot be reached. At most one look is
 * under way at a time, on a thread of its own, and whoever wants to know meanwhile waits for that one.
 */
final class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);

    /** So often tokens alone can have the issuer asked: whoever makes up names of keys cannot do it harm. */
    private static final Duration FOR_TOKENS = Duration.ofSeconds(10);

    /** How long a request waits for keys. */
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    private final Issuer issuer;
    private final KeyReader reader;
    private final InstantSource clock;
    private final AtomicReference<@Nullable CompletableFuture<Void>> look = new AtomicReference<>();

    /** Written by the one look that is under way. */
    private volatile State state = new State(Optional.empty(), Optional.empty(), Instant.MIN, "");

    private Instant askedForTokens = Instant.MIN;

    /**
     * @param read when the keys were read last
     * @param looked when that was last tried
     * @param trouble why the last look failed; empty where it did not
     */
    private record State(Optional<KeySet> keys, Optional<Instant> read, Instant looked, String trouble) {}

    IssuerKeys(Issuer issuer, InstantSource clock) {
        this.issuer = issuer;
        this.reader = new KeyReader(issuer);
        this.clock = clock;
    }

    Issuer issuer() {
        return issuer;
    }

    /** The last good ones; empty until there have been some. */
    Optional<KeySet> keys() {
        return state.keys();
    }

    /** When they were last read. */
    Optional<Instant> read() {
        return state.read();
    }

    /** Whether the issuer may have keys that are not known here: the last look failed, or has not ended yet. */
    boolean isOutOfReach() {
        return !state.trouble().isEmpty() || state.keys().isEmpty() || isLooking();
    }

    boolean isLooking() {
        return look.get() != null;
    }

    /** Looks again if it is time to. */
    void keepFresh() {
        State now = state;
        Duration pause = now.trouble().isEmpty() ? FRESH : AFTER_A_FAILURE;
        if (!clock.instant().isBefore(now.looked().plus(pause))) {
            var _ = look();
        }
    }

    /**
     * Looks again because a token names a key that is not known, unless that was done a moment ago. Ends when the look
     * does, well or badly, or when waiting any longer would be too long.
     */
    Uni<Void> askedForToken() {
        CompletableFuture<Void> under = look.get();
        if (under == null && !isTimeForTokens()) {
            return Uni.createFrom().voidItem();
        }
        CompletableFuture<Void> awaited = (under == null ? look() : under).copy();
        return Uni.createFrom()
                .completionStage(awaited)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithUni(Uni.createFrom().voidItem());
    }

    private synchronized boolean isTimeForTokens() {
        Instant now = clock.instant();
        boolean due = !now.isBefore(askedForTokens.plus(FOR_TOKENS));
        if (due) {
            askedForTokens = now;
        }
        return due;
    }

    private CompletableFuture<Void> look() {
        CompletableFuture<Void> own = new CompletableFuture<>();
        CompletableFuture<Void> other = look.compareAndExchange(null, own);
        if (other != null) {
            return other;
        }
        Thread.ofVirtual().name("podgate-keys").start(() -> {
            try {
                take();
            } finally {
                look.set(null);
                own.complete(null);
            }
        });
        return own;
    }

    private void take() {
        State before = state;
        try {
            KeySet found = reader.read();
            KeySet keys = before.keys().filter(found::isAs).orElse(found);
            state = new State(Optional.of(keys), Optional.of(clock.instant()), clock.instant(), "");
            if (!before.keys().equals(Optional.of(keys)) || !before.trouble().isEmpty()) {
                LOG.infof(
                        "issuer %s: %d keys are in force",
                        issuer.name(), keys.keys().size());
            }
        } catch (Unreadable e) {
            failed(before, e.why());
        } catch (RuntimeException e) { // a bug, but no reason never to look again
            LOG.errorf(e, "issuer %s: reading its keys ended in a bug", issuer.name());
            failed(before, "a bug");
        }
    }

    private void failed(State before, String why) {
        state = new State(before.keys(), before.read(), clock.instant(), why);
        if (!before.trouble().equals(why)) {
            LOG.warnf("issuer %s: its keys cannot be read, %s; %s", issuer.name(), why, held(before));
        }
    }

    private String held(State held) {
        return held.read()
                .map(at -> "those of " + Duration.between(at, clock.instant()).toSeconds() + " seconds ago hold")
                .orElse("none have been read yet, and nobody of it can come in");
    }
}
