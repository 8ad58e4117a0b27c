package io.podgate.postgres;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Endpoints that one transaction changes, and the ledger's word about each. Belongs to its {@link Sheet}. */
final class Touched {

    private final SortedMap<String, Long> words = new TreeMap<>();
    private final Set<String> counted = new HashSet<>();

    /** RunPod shows what it takes, as of a word that may be an earlier one than the transaction's. */
    void count(String endpointId, long word) {
        if (words.put(endpointId, word) == null) {
            counted.add(endpointId);
        }
    }

    /** Something happened to it. */
    void update(String endpointId, long word) {
        words.put(endpointId, word);
        counted.remove(endpointId);
    }

    /** Of the ids in their order. */
    SortedMap<String, Long> words() {
        return Collections.unmodifiableSortedMap(words);
    }

    /** Whether nothing happened to it but that it was counted. */
    boolean isOnlyCounted(String endpointId) {
        return counted.contains(endpointId);
    }
}
