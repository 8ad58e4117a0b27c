package io.podgate.policy;

import static io.podgate.policy.Policies.HEAD;
import static io.podgate.policy.Policies.digest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a policy may be kept for others to read. */
class PolicyDocumentTest {

    private static final String CALLER = "teams: [{name: a, callers: [{name: c, token: %s}]}]\n";

    @TempDir
    private Path directory = Path.of("");

    private List<PolicyDocument> loaded(String text) throws IOException {
        Files.writeString(directory.resolve("a.yaml"), text);
        return assertInstanceOf(PolicyPoll.Loaded.class, new PolicyWatcher(directory, Policies.UNTRIED).poll())
                .documents();
    }

    @Test
    void it_is_what_was_loaded_without_the_digests_of_tokens() throws IOException {
        String image = "# worker@" + digest("image") + "\n";
        String text = HEAD + "# before: " + digest("old") + "\n" + image + CALLER;
        assertEquals(
                List.of(new PolicyDocument(
                        directory.resolve("a.yaml").toString(),
                        HEAD + "# before: sha256:…\n" + image + CALLER.formatted("\"sha256:…\""))),
                loaded(text.formatted("\"" + digest("t") + "\"")));
        loaded(HEAD + CALLER.formatted(digest("t")));
        loaded(HEAD + CALLER.formatted("'" + digest("t") + "'"));
    }

    @Test
    void a_digest_that_could_not_be_found_in_the_text_is_none() {
        String escaped = digest("t").replace("sha256:", "sha256\\x3a");
        assertEquals(
                List.of(
                        "a.yaml:3:46: expected a token's digest: sha256: and 64 lower-case hexadecimal digits, in quotes"),
                Policies.errors(CALLER.formatted("\"" + escaped + "\"")));
    }
}
