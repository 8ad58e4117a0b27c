package io.podgate.telemetry;

import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Policies for tests. */
final class Policies {

    private Policies() {}

    /** @param body without its first two lines */
    static PolicySet written(Path dir, String body) throws IOException {
        Path file = dir.resolve("policy.yaml");
        Files.writeString(file, "apiVersion: podgate/v1\nkind: PolicySet\n" + body);
        if (PolicyLoader.load(file) instanceof PolicyLoad.Loaded loaded) {
            return loaded.policy();
        }
        throw new AssertionError(PolicyLoader.load(file).toString());
    }
}
