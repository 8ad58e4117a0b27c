package io.podgate.postgres;

import io.podgate.admission.Aftermath;
import io.podgate.admission.IdempotencyKey;
import io.podgate.budget.Book;
import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.budget.Shortage;
import io.podgate.trail.TrailRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one transaction works on: the rows that were read, and what is to become of them. Operations are decided on it
 * one after the other, each seeing what those before it changed. Used once, by one thread.
 */
final class Sheet {

    private final Reading read;
    private final Book book = new Book();
    private final IntentRows intents;

    private final Touched touched = new Touched();
    private final SortedMap<String, BigDecimal> most = new TreeMap<>();
    private final Set<IdempotencyKey> taken;
    private final List<KeyRow> keys = new ArrayList<>();
    private final List<String> freed = new ArrayList<>();
    private final List<TrailRecord> records = new ArrayList<>();
    private final Set<String> begun;
    private final Set<String> ended;
    private boolean recount;
    private boolean miscounted;

    Sheet(Reading read) {
        this.read = read;
        this.taken = new HashSet<>(read.taken());
        this.begun = new HashSet<>(read.begun());
        this.ended = new HashSet<>(read.ended());
        this.intents = new IntentRows(read.open());
        read.stands().forEach((id, stands) -> {
            Map<String, Claim> claims = new LinkedHashMap<>();
            intents.of(id).forEach(intent -> claims.put(intent.decisionId(), intent.claim()));
            book.load(id, new Book.Page(stands, claims));
        });
        read.totals().forEach(book::load);
    }

    // --- what operations ask ---

    Instant now() {
        return read.now();
    }

    long word() {
        return read.word();
    }

    /** The last count of all endpoints that was begun. */
    long run() {
        return read.run();
    }

    /** By whose books they were counted. */
    String books() {
        return miscounted ? Seeding.MISCOUNTED : read.books();
    }

    /** The ledger's last word about an endpoint. */
    long word(String endpointId) {
        Long now = touched.words().get(endpointId);
        return now != null ? now : read.words().getOrDefault(endpointId, 0L);
    }

    Claim stands(String endpointId) {
        return book.page(endpointId).stands();
    }

    Collection<IntentRow> intents(String endpointId) {
        return intents.of(endpointId);
    }

    Optional<IntentRow> intent(String endpointId, String decisionId) {
        return intents.of(endpointId, decisionId);
    }

    /**
     * Whether another update of the endpoint was under way at the same time and is over already, so that what RunPod
     * answered to this one may have been changed by that one since: only another look tells.
     */
    boolean isContested(IntentRow intent) {
        return intent.overtaken() && intents.of(intent.endpointId()).size() == 1;
    }

    boolean taken(IdempotencyKey key) {
        return taken.contains(key);
    }

    boolean begun(String decisionId) {
        return begun.contains(decisionId);
    }

    boolean ended(String decisionId) {
        return ended.contains(decisionId);
    }

    // --- what they decide ---

    /** Opens an intent where it has room. */
    List<Shortage> reserve(IntentRow intent, Claim before, Claim after, Collection<Demand> demands) {
        List<Shortage> shortages = book.reserve(intent.endpointId(), intent.decisionId(), before, after, demands);
        if (shortages.isEmpty()) {
            raise(intent.endpointId(), intent.claim());
            overtake(intent.endpointId());
            for (Demand demand : demands) {
                BigDecimal room = demand.cap().subtract(book.total(demand.line()));
                BigDecimal was = read.totals().getOrDefault(demand.line(), BigDecimal.ZERO);
                most.merge(demand.line(), was.add(room), BigDecimal::min);
            }
            intents.add(intent);
            touch(intent.endpointId());
        }
        return shortages;
    }

    /** An intent is over, and its endpoint takes this now. */
    void settle(IntentRow intent, Claim stands) {
        miscount(intent);
        book.settle(intent.endpointId(), intent.decisionId(), stands);
        remove(intent);
    }

    /** An intent is over and changed nothing. */
    void release(IntentRow intent) {
        book.release(intent.endpointId(), intent.decisionId());
        remove(intent);
    }

    /** What it came to is not known by the books that the endpoints were counted by. */
    private void miscount(IntentRow intent) {
        miscounted |= !intent.books().equals(read.books());
    }

    private void remove(IntentRow intent) {
        intents.remove(intent);
        recount |= !intent.heldUntil().isAfter(now());
        touch(intent.endpointId());
    }

    /** An intent's forward is over, but something of it may still land. */
    void leave(IntentRow intent, Aftermath aftermath) {
        miscount(intent);
        intents.replace(intent.quietSince(now(), aftermath));
        recount = true;
        touch(intent.endpointId());
    }

    /**
     * An intent is over and its endpoint takes this now, but the same may land once more; or another came in between,
     * and the larger of both is taken until it was looked at again.
     */
    void stand(IntentRow intent, Claim shown) {
        Claim stands = isContested(intent) ? shown.max(stands(intent.endpointId())) : shown;
        book.seed(intent.endpointId(), stands);
        book.hold(intent.endpointId(), intent.decisionId(), stands);
        leave(intent.holding(stands), Aftermath.MAY_LAND_AGAIN);
    }

    /** An intent may come to this as well. */
    void hold(IntentRow intent, Claim claim) {
        Claim larger = intent.claim().max(claim);
        book.hold(intent.endpointId(), intent.decisionId(), larger);
        intents.replace(intent.holding(larger));
    }

    /** What stands by an update may land once more on what is built upon it. */
    private void raise(String endpointId, Claim claim) {
        intents.of(endpointId).stream()
                .filter(earlier -> earlier.aftermath() == Aftermath.MAY_LAND_AGAIN)
                .forEach(earlier -> hold(earlier, claim));
    }

    /** Another update of the endpoint was sent than those that are open. */
    void overtake(String endpointId) {
        intents.of(endpointId).forEach(earlier -> intents.replace(earlier.behind()));
    }

    /** RunPod shows this of an endpoint, as of a word that may be an earlier one than this transaction's. */
    void seed(String endpointId, Claim stands, long word) {
        book.seed(endpointId, stands);
        touched.count(endpointId, word);
    }

    /** Something happened to an endpoint: whoever looked before has to look again. */
    void touch(String endpointId) {
        touched.update(endpointId, read.word());
    }

    void remember(KeyRow key) {
        taken.add(key.key());
        keys.add(key);
    }

    /** The same, unless it is somebody's already. */
    void rememberLate(KeyRow key) {
        if (!taken(key.key())) {
            remember(key);
        }
    }

    /** The keys of a decision are nobody's again. */
    void free(String decisionId) {
        keys.removeIf(key -> key.decisionId().equals(decisionId));
        freed.add(decisionId);
    }

    void record(TrailRecord record) {
        records.add(record);
    }

    /** The intent of a decision. */
    void begin(String decisionId, TrailRecord intent) {
        record(intent);
        begun.add(decisionId);
    }

    /** The result of a decision; its key is free again where nothing came of it that could be repeated. */
    void end(String decisionId, TrailRecord result) {
        record(result);
        ended.add(decisionId);
        if (result.has("idempotencyKey") && !result.has("idempotency")) {
            free(decisionId);
        }
    }

    // --- what is to be written ---

    /** Endpoints that changed. */
    Touched touched() {
        return touched;
    }

    /** By how much each line changes. */
    Map<String, BigDecimal> moved() {
        return book.moved();
    }

    /** Lines that may not have come to more than this by now, or what was decided does not fit. */
    Map<String, BigDecimal> most() {
        return most;
    }

    IntentRows intents() {
        return intents;
    }

    List<KeyRow> keys() {
        return keys;
    }

    List<String> freed() {
        return freed;
    }

    List<TrailRecord> records() {
        return records;
    }

    /** Whether nobody's books are right any more. */
    boolean miscounted() {
        return miscounted;
    }

    /** Whether the number of intents whose end nobody knows may have changed. */
    boolean recount() {
        return recount;
    }

    static Duration remaining(Instant until, Instant now) {
        return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    }
}
