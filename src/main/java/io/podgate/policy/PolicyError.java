package io.podgate.policy;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Something wrong at one place of a policy file.
 *
 * @param file as it was given, or as found in the directory that was
 * @param line from 1
 * @param column from 1
 */
public record PolicyError(String file, int line, int column, String message) {

    static final Comparator<PolicyError> IN_ORDER = Comparator.comparing(PolicyError::file)
            .thenComparingInt(PolicyError::line)
            .thenComparingInt(PolicyError::column);

    /** Somebody is writing the files just now. */
    public static PolicyError unsettled(Path path) {
        return Place.startOf(path.toString()).error("the files are being changed; try again");
    }

    /** {@code file:line: message}. */
    public String brief() {
        return file + ":" + line + ": " + message;
    }

    /** {@code file:line:column: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
