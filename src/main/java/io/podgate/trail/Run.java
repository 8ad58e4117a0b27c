package io.podgate.trail;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the writer does to the trail: reads what is there before it adds anything, and chains what it adds,
 * that which waits in the spool first. Used by one thread.
 */
final class Run {

    private final Trail trail;
    private final Optional<TrailFiles> files;
    private final Spool spool;
    private final Heads heads;
    private final LastPolicy lastPolicy;
    private final InstantSource clock;
    private final CompletableFuture<Recovery> recovered = new CompletableFuture<>();
    private @Nullable Chain chain;

    /** @param files where the trail can be read; empty for standard output */
    Run(Trail trail, Optional<TrailFiles> files, Spool spool, Heads heads, LastPolicy lastPolicy, InstantSource clock) {
        this.trail = trail;
        this.files = files;
        this.spool = spool;
        this.heads = heads;
        this.lastPolicy = lastPolicy;
        this.clock = clock;
    }

    /** What was found when the trail could first be read. */
    CompletableFuture<Recovery> recovered() {
        return recovered;
    }

    /** All of them, durably; where it fails, none of them. Without any it still opens the trail. */
    void append(List<TrailRecord> records) throws IOException {
        trail.open();
        Chain chained = chained();
        List<TrailRecord> due = new ArrayList<>(spool.waiting());
        due.addAll(records);
        if (due.isEmpty()) {
            return;
        }
        if (trail.full()) {
            heads.sayOnce(chained, "fills a file");
        }
        Chain.Group placed = chained.place(due);
        trail.append(placed.texts());
        chained.advance(placed);
        spool.clear();
    }

    /** The first time, what is there is read before anything is added. */
    private Chain chained() throws IOException {
        Chain chained = chain;
        if (chained == null) {
            Instant now = clock.instant();
            if (files.isPresent()) {
                if (spool.isIn(files.get(), Intake.GROUP)) {
                    spool.clear();
                }
                Recovery left = Recovery.from(files.get(), spool.waiting(), now);
                left.policy().ifPresent(lastPolicy::found);
                recovered.complete(left);
            } else {
                recovered.complete(new Recovery());
            }
            chained = new Chain(Chain.freshName(now), trail.head());
            chain = chained;
            said("begins");
        }
        return chained;
    }

    /** They wait until the trail can be written again. */
    void keep(List<TrailRecord> records) {
        spool.add(records);
    }

    /** Something has happened to the chain. */
    void said(String what) {
        if (chain != null) {
            heads.say(chain, what);
        }
    }

    /** Time has gone by. */
    void look() {
        if (chain != null) {
            heads.look(chain);
        }
    }

    /** Lets go of the trail; the next append opens it anew. */
    void close() {
        trail.close();
    }
}
