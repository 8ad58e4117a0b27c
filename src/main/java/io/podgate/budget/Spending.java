package io.podgate.budget;

import java.time.Instant;
import java.util.Map;

/**
 * Money that RunPod has billed this calendar month (UTC).
 *
 * @param byOwner by {@code team/vision}, {@code group/staging} and {@code account}, which is everything; who is not
 *     named has spent nothing
 * @param asOf when RunPod said so
 */
public record Spending(Map<String, Money> byOwner, Instant asOf) {

    public Spending {
        byOwner = Map.copyOf(byOwner);
    }

    public Money of(String owner) {
        return byOwner.getOrDefault(owner, Money.ZERO);
    }
}
