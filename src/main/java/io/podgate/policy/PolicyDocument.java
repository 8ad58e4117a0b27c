package io.podgate.policy;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A policy file as it may be kept for others to read: digests of callers' tokens are not in it, wherever they stood,
 * comments included. Those of images, which follow an {@code @}, are.
 *
 * @param name as it is called in complaints
 */
public record PolicyDocument(String name, String text) {

    private static final Pattern DIGEST = Pattern.compile("(?<!@)sha256:[0-9a-fA-F]{64}");
    private static final String MASK = "sha256:…";

    static PolicyDocument of(PolicyFile file) {
        String text = new String(file.content(), StandardCharsets.UTF_8);
        return new PolicyDocument(file.name(), DIGEST.matcher(text).replaceAll(MASK));
    }
}
