package io.podgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.policy.TokenDigest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLineTest {

    private record Run(int exit, List<String> out, List<String> err) {}

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void a_new_token_comes_with_the_digest_that_a_policy_holds() {
        Run run = run("token", "new");
        String token = run.out().get(0).substring("token:  ".length());
        assertEquals(0, run.exit());
        assertTrue(token.matches("pg_[A-Za-z0-9_-]{43}"), token);
        assertEquals("digest: " + TokenDigest.of(token).asWritten(), run.out().get(1));
    }

    @Test
    void two_tokens_are_not_the_same() {
        assertTrue(!run("token", "new").out().equals(run("token", "new").out()));
    }

    @Test
    void a_good_policy_passes_without_a_word() {
        assertEquals(new Run(0, List.of(), List.of()), run("policy", "check", "src/main/resources/demo/policy.yaml"));
    }

    @Test
    void a_broken_policy_is_told_with_file_and_line() throws IOException {
        Path file = Files.writeString(
                directory.resolve("p.yaml"), "apiVersion: podgate/v1\nkind: PolicySet\nteams:\n  - nam: a\n");
        Run run = run("policy", "check", file.toString());
        assertEquals(1, run.exit());
        assertTrue(run.out().getFirst().startsWith(file + ":4: "), run.out().getFirst());
    }

    @Test
    void a_path_that_does_not_exist_is_an_error_of_the_policy() {
        Run run = run("policy", "check", directory.resolve("none").toString());
        assertEquals(1, run.exit());
        assertEquals(1, run.out().size());
    }

    @Test
    void a_test_of_the_demo_policy_passes_and_says_what_is_untried() throws IOException {
        Run run = run("policy", "test", test("deny").toString(), "--policy", "src/main/resources/demo/policy.yaml");
        assertEquals(
                new Run(
                        0,
                        List.of(
                                "team research is never exercised",
                                "team batch is never exercised",
                                "1 passed, 0 failed"),
                        List.of()),
                run);
    }

    @Test
    void a_test_that_fails_is_told_in_each_format() throws IOException {
        Path file = test("allow");
        for (String format : List.of("text", "junit", "json")) {
            Run run = run(
                    "policy",
                    "test",
                    file.toString(),
                    "--format",
                    format,
                    "--policy",
                    "src/main/resources/demo/policy.yaml");
            assertEquals(1, run.exit());
            assertTrue(String.join("\n", run.out()).contains("expected verdict allow but was deny"), run.toString());
        }
        assertEquals(
                2, run("policy", "test", file.toString(), "--format", "xml").exit());
    }

    @Test
    void tests_without_a_policy_or_a_policy_without_tests_are_an_error() throws IOException {
        Path file = test("deny");
        assertEquals(
                new Run(1, List.of(), List.of(file + ":1: there is no document of kind PolicySet here")),
                run("policy", "test", file.toString()));
        assertEquals(
                new Run(
                        1,
                        List.of(),
                        List.of("src/main/resources/demo/policy.yaml:1: there is no document of kind PolicyTest here")),
                run("policy", "test", "src/main/resources/demo/policy.yaml"));
    }

    @Test
    void mistakes_are_failures_of_a_report_that_a_program_reads() throws IOException {
        Path broken = Files.writeString(
                directory.resolve("broken.yaml"), "apiVersion: podgate/v1\nkind: PolicySet\nteems: []\n");
        String said = broken + ":3: unknown key \"teems\", did you mean \"teams\"?";
        for (String format : List.of("junit", "json")) {
            Run run = run("policy", "test", test("deny").toString(), "--policy", broken.toString(), "--format", format);
            assertEquals(1, run.exit());
            assertEquals(List.of(said), run.err());
            String report = String.join("\n", run.out());
            assertTrue(report.contains("teems") && report.contains(broken.toString()), report);
            assertTrue(report.contains(format.equals("junit") ? "failures=\"1\"" : "\"failed\":1"), report);
        }
    }

    private Path test(String verdict) throws IOException {
        return Files.writeString(directory.resolve("vision.test.yaml"), """
            apiVersion: podgate/v1
            kind: PolicyTest
            cases:
              - name: eleven are one too many
                as: vision-autoscaler
                endpoint: {id: jpnw0v75y3qoql, name: vision-ocr, gpuTypes: [NVIDIA L4], gpuCount: 1, workersMax: 3}
                update: {workersMax: 11}
                expect: {verdict: %s, rules: [limits.workersMax]}
            """.formatted(verdict));
    }

    @Test
    void tests_without_cases_are_an_error() throws IOException {
        Path file = Files.writeString(
                directory.resolve("none.test.yaml"), "apiVersion: podgate/v1\nkind: PolicyTest\ncases: []\n");
        assertEquals(
                new Run(1, List.of(), List.of(file + ":3: cases is empty")),
                run("policy", "test", file.toString(), "--policy", "src/main/resources/demo/policy.yaml"));
    }

    @Test
    void a_first_policy_is_one_that_passes_its_check() throws IOException {
        Path fleet = Files.writeString(
                directory.resolve("fleet.json"),
                "{\"endpoints\": [{\"id\": \"ocr0000001\", \"name\": \"vision-ocr\", \"workers\": {\"min\": 0,"
                        + " \"max\": 8}, \"gpu\": {\"pools\": [\"AMPERE_24\"], \"count\": 1}}]}");
        Run first = run("policy", "init", "--fleet", fleet.toString());
        assertEquals(0, first.exit());
        Path policy = Files.writeString(directory.resolve("first.yaml"), String.join("\n", first.out()) + "\n");
        assertEquals(List.of(), run("policy", "check", policy.toString()).out());
        Run same = run("policy", "diff", policy.toString(), policy.toString(), "--fleet", fleet.toString());
        assertEquals(0, same.exit());
        assertEquals(
                "nothing that stands or was decided is judged differently",
                same.out().getLast());
    }

    @Test
    void a_fleet_that_is_none_is_an_error() throws IOException {
        Path file = Files.writeString(directory.resolve("fleet.json"), "\"no list\"");
        assertEquals(
                new Run(1, List.of(), List.of(file + " is no list of endpoints as RunPod answers it")),
                run("policy", "init", "--fleet", file.toString()));
        assertEquals(
                new Run(1, List.of(), List.of("/there/is/none does not exist")),
                run("policy", "init", "--fleet", "/there/is/none"));
        assertEquals(
                List.of("--fleet: a URL that ends in /v1 or /v2 is due, found https://example.com/v3"),
                run("policy", "init", "--fleet", "https://example.com/v3").err());
    }

    @Test
    void the_schema_is_json() {
        Run run = run("policy", "schema");
        assertEquals(0, run.exit());
        assertTrue(run.out().getFirst().startsWith("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\""));
    }

    @Test
    void a_whole_chain_is_told_with_its_head() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        Files.writeString(file, "{\"chain\":\"a\",\"seq\":1,\"previous\":\"\"}\n");
        Run run = run("audit", "verify", file.toString());
        assertEquals(
                new Run(
                        0,
                        List.of(
                                "whole: 1 records in 1 chains",
                                "chain a: records 1 to 1, head "
                                        + "cb92b65f4ada7863f1e4b84d90ca629d8cd30d5a4866a9d7f13a2943395b270c"),
                        List.of()),
                run);
    }

    @Test
    void what_is_missing_before_a_chain_is_said() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        Files.writeString(file, "{\"chain\":\"a\",\"seq\":17,\"previous\":\"00\"}\n");
        assertTrue(run("audit", "verify", file.toString())
                .out()
                .getLast()
                .endsWith("; what came before 17 is not in this file"));
    }

    @Test
    void a_broken_chain_is_told_with_file_and_line() throws IOException {
        Path file = Files.writeString(directory.resolve("audit.jsonl"), "no record\n");
        assertEquals(
                new Run(1, List.of(file + ":1: not a JSON object"), List.of()),
                run("audit", "verify", file.toString()));
        assertEquals(
                1, run("audit", "verify", directory.resolve("none").toString()).exit());
    }

    @Test
    void a_sandbox_on_a_port_that_is_taken_is_one_line() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Run run = run("sandbox", "--port", String.valueOf(port));
            assertEquals(1, run.exit());
            assertEquals(List.of(), run.out());
            assertEquals(
                    List.of("a sandbox speaking v2 on 127.0.0.1:" + port + " does not start: Address already in use"),
                    run.err());
        }
    }

    @Test
    void without_a_command_the_usage_is_told_with_exit_code_2() {
        assertEquals(2, run("policy").exit());
        assertEquals(2, run("polcy").exit());
    }

    @Test
    void help_names_every_command() {
        String help = String.join("\n", run("--help").out());
        assertTrue(help.contains("policy") && help.contains("token") && help.contains("sandbox"), help);
    }

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Podgate.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(
                exit, out.toString().lines().toList(), err.toString().lines().toList());
    }
}
