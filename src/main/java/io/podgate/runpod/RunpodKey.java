package io.podgate.runpod;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Custody of RunPod's key. It is read here, kept here and put on requests here; nothing else sees it, and nothing
 * prints it.
 */
final class RunpodKey {

    private static final Logger LOG = Logger.getLogger(RunpodKey.class);
    private static final String BEARER = "Bearer ";
    private static final String HMAC = "HmacSHA256";
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,4096}");

    private final Optional<Path> file;

    /** The whole header, made once a change; null while there is no key. Written by {@link #refresh} alone. */
    private volatile @Nullable String authorization;

    /** Made of the key, of no use for getting at it; random while there is none. Written by {@link #take} alone. */
    private volatile byte[] digestKey = random();

    /** Every key that has been in force. */
    private final List<String> held = new CopyOnWriteArrayList<>();

    private String trouble = "";

    RunpodKey(RunpodConfig config) {
        this.file = config.apiKeyFile();
        if (file.isPresent()) {
            refresh();
        } else {
            config.apiKey().map(String::strip).ifPresent(this::take);
        }
    }

    /**
     * The whole header for a command that asks once, from the environment of whoever runs it.
     *
     * @throws IOException where there is no key
     */
    static String authorization(Map<String, String> environment) throws IOException {
        String file = environment.getOrDefault("PODGATE_RUNPOD_API_KEY_FILE", "");
        String key = (file.isEmpty()
                        ? environment.getOrDefault("PODGATE_RUNPOD_API_KEY", "")
                        : Files.readString(Path.of(file)))
                .strip();
        if (!VISIBLE_ASCII.matcher(key).matches()) {
            throw new IOException("no key: set PODGATE_RUNPOD_API_KEY or PODGATE_RUNPOD_API_KEY_FILE");
        }
        return BEARER + key;
    }

    boolean present() {
        return authorization != null;
    }

    /** What is missing and which property would supply it. */
    synchronized String trouble() {
        return trouble.isEmpty() ? "podgate.runpod.api-key or podgate.runpod.api-key-file is missing" : trouble;
    }

    /** Reads the file again. A file that cannot be read leaves the last key in force. Blocks on the disk. */
    synchronized void refresh() {
        if (file.isEmpty()) {
            return;
        }
        try {
            take(Files.readString(file.get()).strip());
        } catch (IOException e) {
            note("podgate.runpod.api-key-file " + file.get() + " cannot be read");
        }
    }

    /** Whether a text has the key in it, or one that was in force before: who rotates has not yet revoked it. */
    boolean occursIn(String text) {
        return held.stream().anyMatch(text::contains);
    }

    /** The text without the keys that {@link #occursIn occur in} it. */
    String hiddenIn(String text) {
        String hidden = text;
        for (String key : held) {
            hidden = hidden.replace(key, "[hidden]");
        }
        return hidden;
    }

    void authorize(MultiMap headers) {
        String header = authorization;
        if (header != null) {
            headers.set(HttpHeaders.AUTHORIZATION, header);
        }
    }

    private synchronized void take(String key) {
        if (!VISIBLE_ASCII.matcher(key).matches()) {
            note((file.isPresent() ? "podgate.runpod.api-key-file" : "podgate.runpod.api-key")
                    + " does not hold a key: one line of visible ASCII is due");
            return;
        }
        trouble = "";
        String header = BEARER + key;
        if (!header.equals(authorization)) {
            if (authorization != null) {
                LOG.info("RunPod's key has changed and is in force");
            }
            held.add(key);
            authorization = header;
            digestKey = derived(key);
        }
    }

    /**
     * A key for digests that is the same on every replica and after every restart, and that nobody has who does not
     * have RunPod's key: what it digests cannot be guessed by whoever reads the digests.
     */
    byte[] digestKey() {
        return digestKey;
    }

    private static byte[] derived(String key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), HMAC));
            return mac.doFinal("podgate: values of environment variables".getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private void note(String what) {
        if (!what.equals(trouble)) {
            LOG.warn(what);
        }
        trouble = what;
    }

    @Override
    public String toString() {
        return present() ? "RunpodKey[present]" : "RunpodKey[missing]";
    }
}
