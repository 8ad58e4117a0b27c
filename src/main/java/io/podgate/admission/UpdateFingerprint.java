package io.podgate.admission;

import io.podgate.endpoint.Assignment;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Tells updates apart by what they ask for, however they were written; values of variables count as keyed digests. */
public final class UpdateFingerprint {

    private UpdateFingerprint() {}

    public static String of(EndpointUpdate update, EnvDigest digest) {
        StringBuilder said = new StringBuilder();
        for (Field<?> field : Field.all()) {
            update.get(field).ifPresent(assignment -> {
                String text = text(assignment, digest);
                said.append(field.key()).append(text.length()).append(':').append(text);
            });
        }
        return sha256(said.toString());
    }

    private static String text(Assignment<?> assignment, EnvDigest digest) {
        if (assignment instanceof Assignment.To<?>(Env env)) {
            TreeMap<String, String> digests = new TreeMap<>();
            env.variables().forEach((name, value) -> digests.put(name, digest.of(value)));
            return digests.toString();
        }
        return assignment.toString();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
