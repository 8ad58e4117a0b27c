package io.podgate.admission;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for the value of an environment variable wherever one would be shown: a digest under a key that only this
 * process has, so that equal values can be told from different ones and none can be guessed.
 */
public final class EnvDigest {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_BYTES = 6;

    private final SecretKeySpec key;

    private EnvDigest(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Under a fresh key. */
    public static EnvDigest fresh() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new EnvDigest(key);
    }

    public String of(String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return "hmac:" + HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
