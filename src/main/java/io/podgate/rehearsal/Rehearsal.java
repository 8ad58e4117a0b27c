package io.podgate.rehearsal;

import io.podgate.dialect.Catalogs;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.policy.Patience;
import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicySet;
import io.podgate.policy.PolicyTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

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
            run.run(test, catalog(test, builtIn));
        }
        return run.report();
    }

    /** What of the tests fails, or why they cannot be run; empty where all pass. */
    public static List<PolicyError> failures(PolicySet policy, List<PolicyTest> tests, Catalog builtIn, Instant now) {
        return tests.stream()
                .flatMap(test -> failures(policy, test, builtIn, now).stream())
                .toList();
    }

    private static List<PolicyError> failures(PolicySet policy, PolicyTest test, Catalog builtIn, Instant now) {
        try {
            return test(policy, List.of(test), builtIn, now).failures();
        } catch (IOException e) {
            return List.of(new PolicyError(test.file(), 1, 1, "its catalogue cannot be read: " + e.getMessage()));
        }
    }

    /**
     * Holds two policies side by side.
     *
     * @param trail lines of an audit trail, whose decisions are taken once more by both
     */
    public static Comparison compare(PolicySet old, PolicySet candidate, Facts facts, Stream<byte[]> trail) {
        return compare(old, candidate, facts, trail, Patience.ENDLESS);
    }

    /**
     * The same, for somebody who does not wait without end.
     *
     * @throws Patience.Ended where it takes longer
     */
    public static Comparison compare(
            PolicySet old, PolicySet candidate, Facts facts, Stream<byte[]> trail, Patience patience) {
        return new Comparing(old, candidate, facts, patience).compare(trail);
    }

    /** A policy, as a YAML text, of what stands, with present values as caps. */
    public static String firstPolicy(Collection<Endpoint> fleet, Catalog catalog) {
        return FirstPolicy.of(fleet, catalog);
    }

    private static Catalog catalog(PolicyTest test, Catalog builtIn) throws IOException {
        return test.catalog().isPresent()
                ? catalog(Path.of(test.file()).resolveSibling(test.catalog().get()))
                : builtIn;
    }

    /**
     * Reads both halves of RunPod's catalogue from one file: {@code {"gpus": […], "cpus": […]}}.
     *
     * @throws IOException where it cannot be read, or is no catalogue
     */
    public static Catalog catalog(Path file) throws IOException {
        byte[] text = Files.readAllBytes(file);
        try {
            return Catalogs.read(text, text);
        } catch (GarbledAnswer e) {
            throw new IOException(file + " is no catalogue: " + e.getMessage(), e);
        }
    }
}
