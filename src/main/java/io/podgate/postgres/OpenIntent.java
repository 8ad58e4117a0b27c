package io.podgate.postgres;

import io.podgate.admission.Intent;
import io.podgate.admission.Opening;
import io.podgate.budget.Claim;
import io.podgate.budget.Demand;
import io.podgate.budget.Shortage;
import io.podgate.trail.TrailRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reserves, locks and records, or says why not. Whoever asked waits only for so long. */
final class OpenIntent implements Operation {

    private final Intent intent;
    private final TrailRecord record;
    private final Pictures pictures;
    private final Consumer<OpenIntent> unwanted;
    private final CompletableFuture<Opening> answer;
    private @Nullable Opening decided;

    /**
     * Makes what has to be written ahead of time.
     *
     * @param record the intent's
     * @param wait how long anybody waits for the answer
     * @param unwanted told where it was, or may have been, opened when nobody waited any more
     */
    OpenIntent(Intent intent, TrailRecord record, Pictures pictures, Duration wait, Consumer<OpenIntent> unwanted) {
        this.intent = intent;
        this.record = record;
        this.pictures = pictures;
        this.unwanted = unwanted;
        this.answer = new CompletableFuture<Opening>()
                .completeOnTimeout(
                        new Opening.Unreachable("the ledger's database took too long"),
                        wait.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    CompletableFuture<Opening> answer() {
        return answer;
    }

    Intent intent() {
        return intent;
    }

    TrailRecord record() {
        return record;
    }

    @Override
    public void ask(Needs needs) {
        needs.endpoint(intent.endpointId());
        intent.demands().stream().map(Demand::line).forEach(needs::line);
        intent.idempotencyKey().ifPresent(needs::key);
    }

    @Override
    public void decide(Sheet sheet) {
        decided = answer.isDone() ? null : opening(sheet);
    }

    /** Where it was opened already and nobody heard of it, it stays so. */
    private Opening opening(Sheet sheet) {
        Instant now = sheet.now();
        Optional<IntentRow> own = sheet.intent(intent.endpointId(), intent.decisionId());
        List<IntentRow> others = sheet.intents(intent.endpointId()).stream()
                .filter(row -> !row.decisionId().equals(intent.decisionId()))
                .toList();
        if (own.isEmpty() && intent.idempotencyKey().filter(sheet::taken).isPresent()) {
            return new Opening.KeyTaken();
        }
        if (others.stream().anyMatch(other -> other.isInTheWay(intent, now))) {
            return new Opening.Busy();
        }
        if (others.stream().anyMatch(other -> other.holdsBack(intent))) {
            return new Opening.Unsettled(others.stream()
                    .map(other -> wholeSeconds(Sheet.remaining(other.settlesAt(), now)))
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO));
        }
        long word = sheet.word(intent.endpointId());
        if (pictures.word(intent.endpointId(), intent.picture()) < word) {
            return new Opening.Stale(word);
        }
        Claim before = intent.standing(sheet.stands(intent.endpointId()));
        if (own.isPresent()) {
            sheet.hold(own.get(), before.max(intent.after()));
            return new Opening.Opened();
        }
        List<Shortage> shortages =
                sheet.reserve(opened(now, !others.isEmpty(), before), before, intent.after(), intent.demands());
        if (!shortages.isEmpty()) {
            return new Opening.NoRoom(shortages);
        }
        sheet.begin(intent.decisionId(), record);
        intent.idempotencyKey()
                .ifPresent(key -> sheet.remember(new KeyRow(key, intent.fingerprint(), intent.decisionId())));
        return new Opening.Opened();
    }

    /** @param passing whether an earlier one is still open, which may land on it */
    private IntentRow opened(Instant now, boolean passing, Claim before) {
        return IntentRow.opened(
                intent.decisionId(),
                intent.endpointId(),
                intent.team(),
                before.max(intent.after()),
                intent.time(),
                now.plus(intent.holds()),
                passing,
                intent.mixed());
    }

    /** Rounded up: a moment too early is no time to come again. */
    private static Duration wholeSeconds(Duration duration) {
        Duration whole = Duration.ofSeconds(duration.toSeconds());
        return whole.equals(duration) ? whole : whole.plusSeconds(1);
    }

    @Override
    public void committed() {
        if (decided != null && !answer.complete(decided) && decided instanceof Opening.Opened) {
            unwanted.accept(this);
        }
    }

    @Override
    public void failed(String why, boolean doubt) {
        answer.complete(new Opening.Unreachable(why));
        if (doubt && decided instanceof Opening.Opened) {
            unwanted.accept(this);
        }
    }
}
