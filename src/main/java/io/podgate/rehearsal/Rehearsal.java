package io.podgate.rehearsal;

import io.podgate.dialect.Catalogs;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.endpoint.Catalog;
import io.podgate.policy.PolicySet;
import io.podgate.policy.PolicyTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Tries policies out. */
public final class Rehearsal {

    private Rehearsal() {}

    /**
     * Runs tests.
     *
     * @param builtIn the catalogue of tests that name none
     * @param now the time of cases that say none
     * @throws IOException where a catalogue that a test names cannot be read
     */
    public static TestReport test(PolicySet policy, List<PolicyTest> tests, Catalog builtIn, Instant now)
            throws IOException {
        TestRun run = new TestRun(policy, now);
        for (PolicyTest test : tests) {
            run.run(
                    test,
                    test.catalog().isPresent() ? catalog(test, test.catalog().get()) : builtIn);
        }
        return run.report();
    }

    private static Catalog catalog(PolicyTest test, String name) throws IOException {
        return catalog(Path.of(test.file()).resolveSibling(name));
    }

    /**
     * Reads both halves of RunPod's catalogue from one file: {@code {"gpus": […], "cpus": […]}}.
     *
     * @throws IOException where it cannot be read, or is no catalogue
     */
    public static Catalog catalog(Path file) throws IOException {
        return catalog(Files.readAllBytes(file), file.toString());
    }

    /** The same of a text that is at hand. */
    public static Catalog catalog(byte[] text, String name) throws IOException {
        try {
            return Catalogs.read(text, text);
        } catch (GarbledAnswer e) {
            throw new IOException(name + " is no catalogue: " + e.getMessage(), e);
        }
    }
}
