package io.podgate.memory;

import io.podgate.admission.Aftermath;
import io.podgate.admission.Intent;
import io.podgate.budget.Book;
import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.budget.Shortage;
import io.podgate.json.Json;
import io.podgate.trail.Reservation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What is reserved, and for which intents: the book and those that are pending, changed together. Belongs to its
 * {@link Holdings} and is not safe for threads.
 */
final class Reserved {

    private final Book book = new Book();
    private final Pendings pending = new Pendings();

    Book book() {
        return book;
    }

    Pendings pending() {
        return pending;
    }

    /** Those of the endpoint of which something may still land. */
    List<Pending> earlier(String endpointId) {
        return book.page(endpointId).open().keySet().stream()
                .map(pending::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What a process that is gone had reserved; nothing begins anew. */
    void again(Json.Obj intent, Pending found) {
        Reservation.in(intent)
                .ifPresent(reservation -> book.reserve(
                        found.endpointId(), found.decisionId(), reservation.before(), reservation.after(), List.of()));
    }

    /** Empty where it is reserved. */
    List<Shortage> reserve(Intent intent, Collection<Demand> demands) {
        Claim before = intent.standing(book.page(intent.endpointId()).stands());
        return book.reserve(intent.endpointId(), intent.decisionId(), before, intent.after(), demands);
    }

    /** It was reserved behind those earlier ones. */
    void begin(Intent intent, Pending asked, List<Pending> earlier) {
        earlier.forEach(open -> raise(open, intent.before().max(intent.after())));
        begin(earlier.isEmpty() ? asked : asked.behind());
    }

    void begin(Pending asked) {
        book.page(asked.endpointId()).open().keySet().forEach(open -> pending.change(open, Pending::behind));
        pending.put(asked);
    }

    /** What stands by an update may land once more on what is built upon it. */
    private void raise(Pending earlier, Claim claim) {
        if (earlier.aftermath() == Aftermath.MAY_LAND_AGAIN) {
            hold(earlier, claim);
        }
    }

    /** It may come to this as well. */
    void hold(Pending open, Claim claim) {
        Claim held = book.page(open.endpointId()).open().getOrDefault(open.decisionId(), Claim.NOTHING);
        book.hold(open.endpointId(), open.decisionId(), held.max(claim));
    }

    /**
     * It is over.
     *
     * @param stands empty where nothing was done
     */
    Optional<Pending> end(String decisionId, Optional<Claim> stands) {
        Optional<Pending> ended = pending.remove(decisionId);
        ended.ifPresent(open -> stands.ifPresentOrElse(
                claim -> book.settle(open.endpointId(), decisionId, claim),
                () -> book.release(open.endpointId(), decisionId)));
        return ended;
    }

    /**
     * Whether another update was under way at the same time and is over already, so that what RunPod answered to this
     * one may have been changed by that one since: only another look tells.
     */
    boolean isContested(String decisionId) {
        return pending.of(decisionId)
                .filter(open ->
                        open.overtaken() && book.page(open.endpointId()).open().size() == 1)
                .isPresent();
    }

    /** Its end is known now, and was not before; but something of it may still land. */
    Optional<Pending> linger(String decisionId, Optional<Claim> applied, Instant now) {
        Optional<Pending> ended = pending.of(decisionId).filter(open -> !open.isRecorded());
        ended.ifPresent(open -> {
            applied.ifPresent(claim -> {
                Claim stood = book.page(open.endpointId()).stands();
                Claim stands = isContested(decisionId) ? claim.max(stood) : claim;
                book.seed(open.endpointId(), stands);
                book.hold(open.endpointId(), decisionId, stands);
            });
            pending.put(open.quietSince(now, applied.isPresent() ? Aftermath.MAY_LAND_AGAIN : Aftermath.MAY_LAND));
        });
        return ended;
    }
}
