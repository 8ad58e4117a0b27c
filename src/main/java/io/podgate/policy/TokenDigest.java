package io.podgate.policy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a caller's token, which is all that a policy knows of it. Comparing takes the same time wherever two
 * digests differ.
 */
public final class TokenDigest {

    private static final String SCHEME = "sha256:";
    static final Pattern FORM = Pattern.compile(SCHEME + "[0-9a-f]{64}");

    private final byte[] bytes;

    private TokenDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The digest of a token as its holder sends it. */
    public static TokenDigest of(String token) {
        return new TokenDigest(sha256(token.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads {@code sha256:} and 64 lower-case hexadecimal digits; empty where it has another form. */
    public static Optional<TokenDigest> parse(String text) {
        return FORM.matcher(text).matches()
                ? Optional.of(new TokenDigest(HexFormat.of().parseHex(text, SCHEME.length(), text.length())))
                : Optional.empty();
    }

    /** As policies write it. */
    public String asWritten() {
        return SCHEME + HexFormat.of().formatHex(bytes);
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenDigest digest && MessageDigest.isEqual(bytes, digest.bytes);
    }

    /** Its first bytes: they are as good as random, and nobody can choose them. */
    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    /** Shows nothing of it. */
    @Override
    public String toString() {
        return "TokenDigest";
    }
}
