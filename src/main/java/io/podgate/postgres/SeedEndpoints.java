package io.podgate.postgres;

import io.podgate.budget.Claim;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sets what some endpoints take, where the ledger has had no later word. While updates are under way, of which RunPod
 * need not show anything yet, it is only raised.
 */
final class SeedEndpoints implements Operation {

    private final long run;
    private final long mark;
    private final Map<String, Claim> endpoints;
    private final Map<String, Long> earlier;
    private final boolean first;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    /**
     * @param earlier of endpoints that were looked at before the mark: the word that the look rests on
     * @param run the count that this is of
     * @param first whether the ledger may know nothing of some lines
     */
    SeedEndpoints(long run, long mark, Map<String, Claim> endpoints, Map<String, Long> earlier, boolean first) {
        this.run = run;
        this.first = first;
        this.mark = mark;
        this.earlier = Map.copyOf(earlier);
        this.endpoints = Map.copyOf(endpoints);
    }

    /** Whether it came through. */
    CompletableFuture<Boolean> done() {
        return done;
    }

    @Override
    public void ask(Needs needs) {
        needs.endpoints(endpoints.keySet());
    }

    @Override
    public void decide(Sheet sheet) {
        if (sheet.run() != run) {
            return;
        }
        endpoints.forEach((id, claim) -> {
            long seen = earlier.getOrDefault(id, mark);
            boolean later = sheet.word(id) > seen;
            if (!later && sheet.intents(id).isEmpty()) {
                seed(sheet, id, claim, seen);
            } else if (!later) {
                seed(sheet, id, sheet.stands(id).max(claim), sheet.word(id));
            } else if (first) {
                seed(sheet, id, sheet.stands(id).orElse(claim), sheet.word(id));
            }
        });
    }

    private static void seed(Sheet sheet, String id, Claim claim, long word) {
        if (!sheet.stands(id).equals(claim)) {
            sheet.seed(id, claim, word);
        }
    }

    @Override
    public void committed() {
        done.complete(true);
    }

    @Override
    public void failed(String why, boolean doubt) {
        done.complete(false);
    }
}
