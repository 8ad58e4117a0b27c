package io.podgate.rules;

import java.util.List;

/** What came of reading a text. */
public sealed interface Reading<T> {

    record Understood<T>(T meaning) implements Reading<T> {}

    /** Never empty. */
    record Faulty<T>(List<Fault> faults) implements Reading<T> {}
}
