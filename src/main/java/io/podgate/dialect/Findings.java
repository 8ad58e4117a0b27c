package io.podgate.dialect;

import io.podgate.endpoint.Violation;
import io.podgate.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a body, in the order in which it is found. */
final class Findings {

    private final List<Violation> violations = new ArrayList<>();

    /** Something else was due; says what was found. */
    void expected(String allowed, Json found, String pointer) {
        if (found instanceof Json.Null) {
            refuse(pointer, "must not be null: leave it out to keep what stands");
        } else {
            refuse(pointer, "must be " + allowed + "; found " + Words.found(found));
        }
    }

    /** The value at the pointer is wrong; {@code predicate} continues the sentence that its name begins. */
    void refuse(String pointer, String predicate) {
        violations.add(Violation.at(pointer, Words.path(pointer) + " " + predicate));
    }

    void add(Findings others) {
        violations.addAll(others.violations);
    }

    boolean none() {
        return violations.isEmpty();
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }
}
