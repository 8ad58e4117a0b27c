package io.podgate;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;

/** Programs that a test needs of the machine: in CI their absence is a failure, elsewhere the test is skipped. */
public final class Programs {

    private Programs() {}

    /** Starts it, or fails or skips the calling test where it is not installed. */
    public static Process start(ProcessBuilder program) {
        try {
            return program.start();
        } catch (IOException missing) {
            String skipped = "skipped: " + program.command().getFirst() + " not found";
            System.err.println(skipped);
            return System.getenv("CI") == null ? abort(skipped) : fail(skipped, missing);
        }
    }
}
