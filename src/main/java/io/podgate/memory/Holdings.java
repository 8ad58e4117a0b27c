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
import io.podgate.json.Json;
import io.podgate.trail.Recovery;
import io.podgate.trail.Reservation;
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

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Book book = new Book();
    private final Pendings pending = new Pendings();
    private final Map<String, Long> lastWord = new HashMap<>();
    private final Keys keys;
    private long words;
    private long seeded;

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
                            reserveAgain(ended.intent(), found);
                            hold(found, ended.upon());
                            pending.put(found);
                        }));
        left.open()
                .forEach(intent -> Pending.left(intent, now).ifPresent(found -> {
                    reserveAgain(intent, found);
                    begin(left.overtaken(found.decisionId()) ? found.behind() : found);
                }));
    }

    private void reserveAgain(Json.Obj intent, Pending found) {
        Reservation.in(intent)
                .ifPresent(reservation -> book.reserve(
                        found.endpointId(), found.decisionId(), reservation.before(), reservation.after(), List.of()));
    }

    /** Empty where it is reserved. */
    synchronized Optional<Opening> reserve(Intent intent, Pending asked, Instant now) {
        if (asked.key().filter(key -> keys.taken(key, now)).isPresent()) {
            return Optional.of(new Opening.KeyTaken());
        }
        List<Pending> earlier = earlier(intent.endpointId());
        if (earlier.stream().anyMatch(open -> open.holdsBack(intent))) {
            return Optional.of(new Opening.Unsettled(untilSettled(earlier, now)));
        }
        long word = picture(intent.endpointId());
        if (intent.picture() != word) {
            return Optional.of(new Opening.Stale(word));
        }
        Claim before = intent.standing(book.page(intent.endpointId()).stands());
        List<Shortage> shortages =
                book.reserve(intent.endpointId(), intent.decisionId(), before, intent.after(), intent.demands());
        if (!shortages.isEmpty()) {
            return Optional.of(new Opening.NoRoom(shortages));
        }
        enter(intent, asked, earlier);
        return Optional.empty();
    }

    /** It is sent, whatever else is under way: of what shrinks. */
    synchronized void hold(Intent intent, Pending asked, Instant now) {
        Claim before = intent.standing(book.page(intent.endpointId()).stands());
        List<Pending> earlier = earlier(intent.endpointId());
        book.reserve(intent.endpointId(), intent.decisionId(), before, intent.after(), List.of());
        boolean taken = asked.key().filter(key -> keys.taken(key, now)).isPresent();
        enter(intent, taken ? asked.keyless() : asked, earlier);
    }

    private void enter(Intent intent, Pending asked, List<Pending> earlier) {
        earlier.forEach(open -> raise(open, intent.before().max(intent.after())));
        begin(earlier.isEmpty() ? asked : asked.behind());
    }

    /** What stands by an update may land once more on what is built upon it. */
    private void raise(Pending earlier, Claim claim) {
        if (earlier.aftermath() == Aftermath.MAY_LAND_AGAIN) {
            hold(earlier, claim);
        }
    }

    /** It may come to this as well. */
    private void hold(Pending open, Claim claim) {
        Claim held = book.page(open.endpointId()).open().getOrDefault(open.decisionId(), Claim.NOTHING);
        book.hold(open.endpointId(), open.decisionId(), held.max(claim));
    }

    /** Those of the endpoint of which something may still land. */
    private List<Pending> earlier(String endpointId) {
        return book.page(endpointId).open().keySet().stream()
                .map(pending::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** How long until the last of them can be settled. */
    private static Duration untilSettled(List<Pending> earlier, Instant now) {
        return earlier.stream()
                .map(open -> Duration.between(now, open.landsBy()))
                .reduce(A_MOMENT, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    private void begin(Pending intent) {
        overtake(intent.endpointId());
        pending.put(intent);
        intent.key().ifPresent(key -> keys.begin(key, intent.fingerprint()));
        said(intent.endpointId());
    }

    private void overtake(String endpointId) {
        book.page(endpointId).open().keySet().forEach(earlier -> pending.change(earlier, Pending::behind));
    }

    private void said(String endpointId) {
        lastWord.put(endpointId, ++words);
    }

    /** The last word about an endpoint; zero where there was none. */
    synchronized long picture(String endpointId) {
        return lastWord.getOrDefault(endpointId, 0L);
    }

    synchronized List<Shortage> probe(String endpointId, Claim before, Claim after, Collection<Demand> demands) {
        return book.probe(endpointId, before, after, demands);
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
        return pending.remove(decisionId)
                .filter(open -> ended(open, stands, remembered, now))
                .isPresent();
    }

    private boolean ended(Pending open, Optional<Claim> stands, Optional<Remembered.Ended> remembered, Instant now) {
        stands.ifPresentOrElse(
                claim -> book.settle(open.endpointId(), open.decisionId(), claim),
                () -> book.release(open.endpointId(), open.decisionId()));
        said(open.endpointId());
        if (open.isRecorded()) {
            return false;
        }
        open.key().ifPresent(key -> remember(key, remembered, now));
        return true;
    }

    /**
     * Its end is known, so that whoever says so records the result; but it stays among those that are pending, as
     * something of it may still land.
     *
     * @param applied see {@link Closing.MayLand}
     */
    synchronized boolean linger(
            String decisionId, Optional<Claim> applied, Optional<Remembered.Ended> remembered, Instant now) {
        Optional<Pending> found = pending.of(decisionId).filter(open -> !open.isRecorded());
        found.ifPresent(open -> {
            applied.ifPresent(claim -> {
                book.seed(open.endpointId(), claim);
                book.hold(open.endpointId(), decisionId, claim);
            });
            pending.put(open.quietSince(now, applied.isPresent() ? Aftermath.MAY_LAND_AGAIN : Aftermath.MAY_LAND));
            said(open.endpointId());
            open.key().ifPresent(key -> remember(key, remembered, now));
        });
        return found.isPresent();
    }

    private void remember(IdempotencyKey key, Optional<Remembered.Ended> what, Instant now) {
        what.ifPresentOrElse(ended -> keys.end(key, ended, now), () -> keys.free(key));
    }

    /** Nobody knows how it ended. */
    synchronized void quiet(String decisionId, Aftermath aftermath, Instant now) {
        pending.change(decisionId, open -> open.quietSince(now, aftermath));
    }

    synchronized Map<String, BigDecimal> totals(Collection<String> lines) {
        Map<String, BigDecimal> totals = new HashMap<>();
        for (String line : lines) {
            BigDecimal total = book.total(line);
            if (total.signum() != 0) {
                totals.put(line, total);
            }
        }
        return totals;
    }

    synchronized long mark() {
        return words;
    }

    /** A picture that is older than the last one is of no use; but what is said of the unread is the last there was. */
    synchronized void seed(Ledger.Tally tally) {
        if (tally.mark() < seeded) {
            return;
        }
        seeded = tally.mark();
        Set<String> endpoints = new HashSet<>(book.endpoints());
        endpoints.removeAll(tally.unread());
        endpoints.addAll(tally.fleet().keySet());
        for (String endpoint : endpoints) {
            Book.Page page = book.page(endpoint);
            Claim counted = tally.fleet().getOrDefault(endpoint, Claim.NOTHING);
            boolean later = picture(endpoint) > tally.mark();
            if (!later && page.open().isEmpty()) {
                book.seed(endpoint, counted);
            } else if (tally.first()) {
                book.seed(endpoint, page.stands().orElse(counted));
            }
        }
        lastWord.entrySet().removeIf(word -> word.getValue() <= tally.mark() && !endpoints.contains(word.getKey()));
    }

    /** See {@link Pendings#handOut(Instant)}. */
    synchronized List<Pending> handOut(Instant now) {
        return pending.handOut(now);
    }

    /** See {@link Pendings#handOut(String, Instant)}. */
    synchronized List<Pending> handOut(String id, Instant now) {
        return pending.handOut(id, now);
    }

    synchronized Optional<Pending> pending(String decisionId) {
        return pending.of(decisionId);
    }

    synchronized Optional<Instant> oldest() {
        return pending.oldest();
    }

    synchronized Ledger.Standing standing(Instant now) {
        return pending.standing(now);
    }

    synchronized Remembered recall(IdempotencyKey key, Instant now) {
        return keys.recall(key, now);
    }

    /** Whether what is known of a key is short of the answer's text, which the trail has. */
    synchronized boolean shed(IdempotencyKey key, Remembered.Ended known) {
        return keys.shed(key, known);
    }
}
