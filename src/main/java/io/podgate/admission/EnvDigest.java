package io.podgate.admission;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for the value of an environment variable wherever one would be shown or kept: a digest under a key that
 * is kept nowhere beside the digests, so that equal values can be told from different ones and none can be guessed.
 */
public final class EnvDigest {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_BYTES = 6;
    private static final byte NO_UTF_8 = (byte) 0xff;

    private final Supplier<byte[]> key;

    /**
     * Digests under a key that may change.
     *
     * @param key asked each time; at least 32 bytes
     */
    public EnvDigest(Supplier<byte[]> key) {
        this.key = key;
    }

    public String of(String value) {
        return "hmac:" + HexFormat.of().formatHex(digest(value.getBytes(StandardCharsets.UTF_8)), 0, SHOWN_BYTES);
    }

    /** A key of 32 bytes for something else, which nobody has who does not have this one; no value digests to it. */
    public byte[] keyFor(String purpose) {
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] noText = Arrays.copyOf(name, name.length + 1);
        noText[name.length] = NO_UTF_8;
        return digest(noText);
    }

    private byte[] digest(byte[] what) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.get(), ALGORITHM));
            return mac.doFinal(what);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
