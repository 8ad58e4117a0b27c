package io.podgate.postgres;

import io.podgate.budget.Claim;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Sets what some endpoints take, where the ledger has had no later word and no update is under way. */
final class SeedEndpoints implements Operation {

    private final long mark;
    private final Map<String, Claim> endpoints;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    SeedEndpoints(long mark, Map<String, Claim> endpoints) {
        this.mark = mark;
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
            boolean changed = !sheet.stands(id).equals(claim);
            if (changed && sheet.word(id) <= mark && sheet.intents(id).isEmpty()) {
                sheet.seed(id, claim, mark);
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
