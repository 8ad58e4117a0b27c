package io.podgate.postgres;

import io.podgate.admission.IdempotencyKey;
import io.podgate.budget.Claim;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was read of the ledger's tables.
 *
 * @param now by the database's clock
 * @param word this transaction's own: later than any that is durable, and than any mark that was made
 * @param run the last count of all endpoints that was begun
 * @param books by whose they were counted last
 * @param words of each endpoint the last
 * @param taken keys that are somebody's
 * @param begun decisions that have their intent recorded
 * @param ended decisions that have their result
 */
record Reading(
        Instant now,
        long word,
        long run,
        String books,
        Map<String, Long> words,
        Map<String, Claim> stands,
        List<IntentRow> open,
        Map<String, BigDecimal> totals,
        Set<IdempotencyKey> taken,
        Set<String> begun,
        Set<String> ended) {}
