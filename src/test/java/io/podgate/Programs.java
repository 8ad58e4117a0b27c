package io.podgate;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs that a test needs of the machine: in CI their absence is a failure, elsewhere the test is skipped. */
public final class Programs {

    private Programs() {}

    /** Starts it, or fails or skips the calling test where it is not installed. */
    public static Process start(ProcessBuilder program) {
        try {
            return program.start();
        } catch (IOException missing) {
            throw missing(program.command().getFirst());
        }
    }

    /** Finds the first of these that is installed, or fails or skips the calling test where none is. */
    public static Path find(String... names) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> Arrays.stream(names).map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing(String.join(" or ", names)));
    }

    private static IllegalStateException missing(String what) {
        String skipped = "skipped: " + what + " not found";
        System.err.println(skipped);
        return System.getenv("CI") == null ? abort(skipped) : fail(skipped);
    }
}
