package io.podgate.console;

import io.podgate.policy.Caller;
import io.podgate.policy.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Somebody who is signed in.
 *
 * @param caller as the policy in force has it
 * @param token the caller's own, which the browser keeps
 */
record Session(Caller caller, String token) {

    private static final String PURPOSE = "podgate-csrf\n";

    /** Whether it may do more than look. */
    boolean mayChange() {
        return caller.role() == Role.PLATFORM;
    }

    /**
     * What forms carry to show that a page of whoever signed in has made them. Made of the token alone, so that every
     * replica knows it; the token cannot be made of it.
     */
    String seal() {
        try {
            byte[] made =
                    MessageDigest.getInstance("SHA-256").digest((PURPOSE + token).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(made);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether a form is of a page of whoever signed in. */
    boolean sealed(Visit visit) {
        return MessageDigest.isEqual(
                visit.form().getOrDefault(Frame.SEAL, "").getBytes(StandardCharsets.UTF_8),
                seal().getBytes(StandardCharsets.UTF_8));
    }

    /** Not the token. */
    @Override
    public String toString() {
        return "Session of " + caller.name();
    }
}
