package io.podgate.memory;

import io.podgate.admission.Aftermath;
import io.podgate.admission.Closing;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Ledger;
import io.podgate.admission.Opening;
import io.podgate.admission.Remembered;
import io.podgate.budget.Book;
import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.budget.Shortage;
import io.podgate.trail.Recovery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one replica holds in memory: the book of reservations, intents without a result, and idempotency keys, changed
 * together or not at all. Safe for use by several threads; nothing here waits for anything.
 */
final class Holdings {

    /** Nobody's books: what was judged by others has ended since the endpoints were counted. */
    private static final String MISCOUNTED = "?";

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Reserved reserved = new Reserved();
    private final Words words = new Words();
    private final Keys keys;
    private long seeded;

    /** By whose books the endpoints were counted last. */
    private String books = "";

    Holdings(Keys keys) {
        this.keys = keys;
    }

    /** What a process that is gone has left behind. */
    synchronized void takeOver(Recovery left, Instant now) {
        left.kept().forEach(kept -> keys.end(kept.key(), kept.ended(), kept.at()));
        left.lingering()
                .forEach(ended -> Pending.left(ended.intent(), now)
                        .map(found -> found.quietSince(ended.at(), Aftermath.MAY_LAND))
                        .filter(found -> !found.hasLanded(now))
                        .ifPresent(found -> {
                            reserved.again(ended.intent(), found);
                            reserved.hold(found, ended.upon());
                            reserved.pending().put(found);
                        }));
        left.open()
                .forEach(intent -> Pending.left(intent, now).ifPresent(found -> {
                    reserved.again(intent, found);
                    reserved.begin(left.overtaken(found.decisionId()) ? found.behind() : found);
                    begun(found);
                }));
    }

    /** Empty where it is reserved. */
    synchronized Optional<Opening> reserve(Intent intent, Pending asked, Instant now) {
        if (asked.key().filter(key -> keys.taken(key, now)).isPresent()) {
            return Optional.of(new Opening.KeyTaken());
        }
        List<Pending> earlier = reserved.earlier(intent.endpointId());
        if (earlier.stream().anyMatch(open -> open.holdsBack(intent))) {
            return Optional.of(new Opening.Unsettled(untilSettled(earlier, now)));
        }
        long word = picture(intent.endpointId());
        if (intent.picture() != word) {
            return Optional.of(new Opening.Stale(word));
        }
        if (!intent.demands().isEmpty() && !intent.books().equals(books)) {
            return Optional.of(new Opening.Uncounted());
        }
        List<Shortage> shortages = reserved.reserve(intent, intent.demands());
        if (!shortages.isEmpty()) {
            return Optional.of(new Opening.NoRoom(shortages));
        }
        reserved.begin(intent, asked, earlier);
        begun(asked);
        return Optional.empty();
    }

    /** It is sent, whatever else is under way: of what shrinks. */
    synchronized void hold(Intent intent, Pending asked, Instant now) {
        List<Pending> earlier = reserved.earlier(intent.endpointId());
        reserved.reserve(intent, List.of());
        boolean taken = asked.key().filter(key -> keys.taken(key, now)).isPresent();
        Pending entered = taken ? asked.keyless() : asked;
        reserved.begin(intent, entered, earlier);
        begun(entered);
    }

    /** How long until the last of them can be settled. */
    private static Duration untilSettled(List<Pending> earlier, Instant now) {
        return earlier.stream()
                .map(open -> Duration.between(now, open.landsBy()))
                .reduce(A_MOMENT, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    private void begun(Pending intent) {
        intent.key().ifPresent(key -> keys.begin(key, intent.fingerprint()));
        words.about(intent.endpointId());
    }

    /** The last word about an endpoint; zero where there was none. */
    synchronized long picture(String endpointId) {
        return words.lastAbout(endpointId);
    }

    synchronized List<Shortage> probe(String endpointId, Claim before, Claim after, Collection<Demand> demands) {
        return reserved.book().probe(endpointId, before, after, demands);
    }

    /**
     * Takes an intent from those that are pending; whoever does it is the one who records the result, unless that is
     * recorded already.
     *
     * @param stands empty where nothing was done
     * @param remembered empty where its key is free again
     */
    synchronized boolean end(
            String decisionId, Optional<Claim> stands, Optional<Remembered.Ended> remembered, Instant now) {
        Optional<Pending> ended = reserved.end(decisionId, stands);
        stands.flatMap(any -> ended).ifPresent(this::miscount);
        ended.ifPresent(open -> words.about(open.endpointId()));
        Optional<Pending> unrecorded = ended.filter(open -> !open.isRecorded());
        unrecorded.ifPresent(open -> remember(open, remembered, now));
        return unrecorded.isPresent();
    }

    /**
     * RunPod has answered it with this, so that whoever says so records the result. Where another may have come in
     * between, it stays among those that are pending until that was looked at.
     */
    synchronized boolean answered(String decisionId, Claim stands, Optional<Remembered.Ended> remembered, Instant now) {
        return reserved.isContested(decisionId)
                ? linger(decisionId, Optional.of(stands), remembered, now)
                : end(decisionId, Optional.of(stands), remembered, now);
    }

    /**
     * Its end is known, so that whoever says so records the result; but it stays among those that are pending, as
     * something of it may still land.
     *
     * @param applied see {@link Closing.MayLand}
     */
    synchronized boolean linger(
            String decisionId, Optional<Claim> applied, Optional<Remembered.Ended> remembered, Instant now) {
        Optional<Pending> ended = reserved.linger(decisionId, applied, now);
        ended.ifPresent(open -> {
            miscount(open);
            words.about(open.endpointId());
            remember(open, remembered, now);
        });
        return ended.isPresent();
    }

    private void remember(Pending open, Optional<Remembered.Ended> what, Instant now) {
        open.key().ifPresent(key -> what.ifPresentOrElse(ended -> keys.end(key, ended, now), () -> keys.free(key)));
    }

    /** Nobody knows how it ended. */
    synchronized void quiet(String decisionId, Aftermath aftermath, Instant now) {
        reserved.pending().of(decisionId).ifPresent(this::miscount);
        reserved.pending().change(decisionId, open -> open.quietSince(now, aftermath));
    }

    /** What it came to is not known by the books that the endpoints were counted by. */
    private void miscount(Pending open) {
        if (!open.books().equals(books)) {
            books = MISCOUNTED;
        }
    }

    synchronized Map<String, BigDecimal> totals(Collection<String> lines) {
        Map<String, BigDecimal> totals = new HashMap<>();
        for (String line : lines) {
            BigDecimal total = reserved.book().total(line);
            if (total.signum() != 0) {
                totals.put(line, total);
            }
        }
        return totals;
    }

    synchronized long mark() {
        return words.last();
    }

    /**
     * A picture that is older than the last one is of no use; but what is said of the unread is the last there was.
     * What an endpoint takes is only raised while updates of it are under way: RunPod need not show anything of them
     * yet, and more than they come to is somebody else's doing.
     *
     * @return whether the endpoints are counted by the tally's books now
     */
    synchronized boolean seed(Ledger.Tally tally) {
        if (tally.mark() < seeded) {
            return books.equals(tally.books());
        }
        seeded = tally.mark();
        boolean first = !books.equals(tally.books());
        books = reserved.pending().areAllBy(tally.books()) ? tally.books() : MISCOUNTED;
        Book book = reserved.book();
        Set<String> endpoints = new HashSet<>(book.endpoints());
        endpoints.removeAll(tally.unread());
        endpoints.addAll(tally.fleet().keySet());
        for (String endpoint : endpoints) {
            Book.Page page = book.page(endpoint);
            Claim counted = tally.fleet().getOrDefault(endpoint, Claim.NOTHING);
            boolean later = picture(endpoint) > tally.mark();
            if (!later) {
                book.seed(
                        endpoint,
                        page.open().isEmpty() ? counted : page.stands().max(counted));
            } else if (first) {
                book.seed(endpoint, page.stands().orElse(counted));
            }
        }
        words.forget(tally.mark(), endpoints);
        return books.equals(tally.books());
    }

    /** See {@link Pendings#handOut(Instant)}. */
    synchronized List<Pending> handOut(Instant now) {
        return reserved.pending().handOut(now);
    }

    /** See {@link Pendings#handOut(String, Instant)}. */
    synchronized List<Pending> handOut(String id, Instant now) {
        return reserved.pending().handOut(id, now);
    }

    synchronized Optional<Pending> pending(String decisionId) {
        return reserved.pending().of(decisionId);
    }

    synchronized Optional<Instant> oldest() {
        return reserved.pending().oldest();
    }

    synchronized Ledger.Standing standing(Instant now) {
        return reserved.pending().standing(now);
    }

    synchronized Remembered recall(IdempotencyKey key, Instant now) {
        return keys.recall(key, now);
    }

    /** Whether what is known of a key is short of the answer's text, which the trail has. */
    synchronized boolean shed(IdempotencyKey key, Remembered.Ended known) {
        return keys.shed(key, known);
    }
}
