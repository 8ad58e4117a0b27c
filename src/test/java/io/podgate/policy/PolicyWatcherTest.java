package io.podgate.policy;

import static io.podgate.policy.Policies.HEAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyWatcherTest {

    @TempDir
    Path temporary;

    private Path policies = Path.of("");
    private PolicyWatcher watcher = new PolicyWatcher(policies, Policies.UNTRIED);

    @BeforeEach
    void start() throws IOException {
        policies = Files.createDirectory(temporary.resolve("policies"));
        watcher = new PolicyWatcher(policies, Policies.UNTRIED);
    }

    private void write(Path file, int workers) throws IOException {
        Files.writeString(file, HEAD + "account: {workers: " + workers + "}\n");
    }

    private Optional<Integer> holding() {
        return watcher.current().flatMap(policy -> policy.account().workers());
    }

    private String poll() {
        return watcher.poll().getClass().getSimpleName();
    }

    /** As the kubelet does it: a new directory beside the old, then the link is swapped. */
    private void publish(String generation, int workers) throws IOException {
        Path data = Files.createDirectory(policies.resolve(generation));
        write(data.resolve("a.yaml"), workers);
        Files.writeString(data.resolve("b.yaml"), HEAD + "teams: [{name: t" + workers + "}]");
        Path link = Files.createSymbolicLink(policies.resolve("..data_tmp"), Path.of(generation));
        Files.move(
                link, policies.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        for (String file : List.of("a.yaml", "b.yaml")) {
            if (!Files.isSymbolicLink(policies.resolve(file))) {
                Files.createSymbolicLink(policies.resolve(file), Path.of("..data", file));
            }
        }
    }

    @Test
    void the_first_look_loads() throws IOException {
        write(policies.resolve("a.yaml"), 1);
        assertEquals("Loaded", poll());
        assertEquals(Optional.of(1), holding());
        assertEquals("Unchanged", poll());
    }

    @Test
    void a_change_of_plain_files_counts_when_two_looks_saw_the_same() throws IOException {
        write(policies.resolve("a.yaml"), 1);
        poll();
        write(policies.resolve("a.yaml"), 2);
        assertEquals("Unsettled", poll());
        Files.writeString(policies.resolve("b.yml"), HEAD);
        assertEquals("Unsettled", poll());
        assertEquals(Optional.of(1), holding());
        assertEquals("Loaded", poll());
        assertEquals(Optional.of(2), holding());
        assertEquals("Unchanged", poll());
    }

    @Test
    void a_swapped_link_counts_at_once() throws IOException {
        publish("..2026_1", 1);
        assertEquals("Loaded", poll());
        publish("..2026_2", 2);
        assertEquals("Loaded", poll());
        assertEquals(Optional.of(2), holding());
        assertEquals(
                List.of("t2"),
                watcher.current().orElseThrow().teams().stream().map(Team::name).toList());
        publish("..2026_3", 2);
        assertEquals("Unchanged", poll());
    }

    @Test
    void a_broken_change_is_reported_once_and_the_last_good_policy_stays() throws IOException {
        publish("..2026_1", 1);
        poll();
        publish("..2026_2", -2);
        PolicyPoll.Broken broken = assertInstanceOf(PolicyPoll.Broken.class, watcher.poll());
        String file = policies.resolve("a.yaml").toString();
        assertEquals(
                List.of(new PolicyError(file, 3, 20, "expected a whole number, 0 or more, but found \"-2\"")),
                broken.errors().stream()
                        .filter(error -> error.file().equals(file))
                        .toList());
        assertEquals(broken.errors(), watcher.errors());
        assertEquals(Optional.of(1), holding());
        assertEquals("Unchanged", poll());
        publish("..2026_3", 3);
        assertEquals("Loaded", poll());
        assertEquals(List.of(), watcher.errors());
        assertEquals(Optional.of(3), holding());
    }

    @Test
    void going_back_to_what_held_mends_it() throws IOException {
        write(policies.resolve("a.yaml"), 1);
        poll();
        write(policies.resolve("a.yaml"), -1);
        poll();
        assertEquals("Broken", poll());
        write(policies.resolve("a.yaml"), 1);
        poll();
        assertEquals("Loaded", poll());
        assertEquals(List.of(), watcher.errors());
    }

    @Test
    void a_directory_that_is_gone_is_broken() throws IOException {
        write(policies.resolve("a.yaml"), 1);
        poll();
        Files.delete(policies.resolve("a.yaml"));
        assertEquals("Broken", poll());
        assertEquals(
                "the directory has no *.yaml or *.yml file",
                watcher.errors().getFirst().message());
        Files.delete(policies);
        assertEquals("Broken", poll());
        assertEquals(
                "there is no such file or directory",
                watcher.errors().getFirst().message());
        assertEquals(Optional.of(1), holding());
        assertEquals("Unchanged", poll());
    }

    @Test
    void nothing_holds_before_there_was_a_good_policy() throws IOException {
        assertEquals("Broken", poll());
        assertEquals(Optional.empty(), watcher.current());
        write(policies.resolve("a.yaml"), 1);
        assertEquals("Unsettled", poll());
        assertEquals("Loaded", poll());
    }

    @Test
    void only_yaml_files_are_read_and_none_that_begin_with_a_dot() throws IOException {
        write(policies.resolve("a.yaml"), 1);
        Files.writeString(policies.resolve("README.md"), "no YAML: [");
        Files.writeString(policies.resolve(".a.yaml"), "no YAML: [");
        Files.writeString(Files.createDirectory(policies.resolve("old.yaml")).resolve("x.yaml"), "no YAML: [");
        assertEquals("Loaded", poll());
    }

    @Test
    void a_link_to_nothing_is_broken() throws IOException {
        Files.createSymbolicLink(policies.resolve("a.yaml"), Path.of("nowhere.yaml"));
        assertEquals("Broken", poll());
        assertEquals("the link points to nothing", watcher.errors().getFirst().message());
    }

    @Test
    void one_file_is_enough() throws IOException {
        Path file = temporary.resolve("policy.yaml");
        write(file, 7);
        watcher = new PolicyWatcher(file, Policies.UNTRIED);
        assertEquals("Loaded", poll());
        assertEquals(Optional.of(7), holding());
    }

    /** A writer that swaps as fast as it can is never seen between two generations. */
    @Test
    void half_a_directory_is_never_applied() throws Exception {
        publish("..2026_0", 0);
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 1; i < 300; i++) {
                    publish("..2026_" + i, i);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        while (writer.isAlive()) {
            watcher.poll();
            PolicySet policy = watcher.current().orElse(null);
            if (policy != null) {
                assertEquals(
                        List.of("t" + policy.account().workers().orElseThrow()),
                        policy.teams().stream().map(Team::name).toList());
            }
        }
        writer.join();
        poll();
        assertEquals(Optional.of(299), holding());
    }
}
