package io.podgate.postgres;

import io.podgate.admission.IdempotencyKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What has to be read before a group of operations can be decided. In order, so that rows are locked in order. */
final class Needs {

    private final SortedSet<String> endpoints = new TreeSet<>();
    private final SortedSet<String> lines = new TreeSet<>();
    private final Set<IdempotencyKey> keys = new HashSet<>();
    private final SortedSet<String> records = new TreeSet<>();
    private boolean books;

    void endpoint(String id) {
        endpoints.add(id);
    }

    void endpoints(Collection<String> ids) {
        endpoints.addAll(ids);
    }

    /** What a line comes to. */
    void line(String key) {
        lines.add(key);
    }

    /** Whether a key is somebody's. */
    void key(IdempotencyKey key) {
        keys.add(key);
    }

    /** Which of its records a decision has. */
    void records(String decisionId) {
        records.add(decisionId);
    }

    /** By whose books all endpoints were counted, which is to stay so until what is decided is durable. */
    void countedAs() {
        books = true;
    }

    boolean books() {
        return books;
    }

    SortedSet<String> endpoints() {
        return endpoints;
    }

    SortedSet<String> lines() {
        return lines;
    }

    Set<IdempotencyKey> keys() {
        return keys;
    }

    SortedSet<String> records() {
        return records;
    }
}
