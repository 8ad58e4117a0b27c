package io.podgate.postgres;

import io.podgate.budget.Claim;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Sets what some endpoints take, where the ledger has had no later word and no update is under way. */
final class SeedEndpoints implements Operation {

    private final long mark;
    private final Map<String, Claim> endpoints;
    private final Map<String, Long> earlier;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    /** @param earlier of endpoints that were looked at before the mark: the word that the look rests on */
    SeedEndpoints(long mark, Map<String, Claim> endpoints, Map<String, Long> earlier) {
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
        if (sheet.seeded() > mark) {
            return;
        }
        endpoints.forEach((id, claim) -> {
            long seen = earlier.getOrDefault(id, mark);
            boolean changed = !sheet.stands(id).equals(claim);
            if (changed && sheet.word(id) <= seen && sheet.intents(id).isEmpty()) {
                sheet.seed(id, claim, seen);
            }
        });
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
