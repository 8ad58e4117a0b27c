package io.podgate.cli;

import io.podgate.policy.TokenDigest;
import java.security.SecureRandom;
import java.util.Base64;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes tokens for callers. */
@Command(name = "token", description = "Makes caller tokens.", mixinStandardHelpOptions = true)
final class TokenCommand {

    private static final int BYTES = 32;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Command(
            name = "new",
            description = "Prints a fresh token, for the caller, and its digest, for the policy.",
            mixinStandardHelpOptions = true)
    int fresh() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = "pg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        var out = spec.commandLine().getOut();
        out.println("token:  " + token);
        out.println("digest: " + TokenDigest.of(token).asWritten());
        return 0;
    }
}
