package io.podgate.policy;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads policy files so that what was read stood there all at the same time. */
final class PolicyFiles {

    private static final long MAX_BYTES = 16L << 20;

    private PolicyFiles() {}

    /** What came of it. */
    sealed interface Reading {

        /** All files of one moment. */
        record Files(Fingerprint fingerprint, List<PolicyFile> files) implements Reading {

            /** The same for the same content under the same names. */
            String content() {
                StringBuilder content = new StringBuilder();
                for (PolicyFile file : files) {
                    content.append(file.name())
                            .append('\0')
                            .append(HexFormat.of().formatHex(TokenDigest.sha256(file.content())))
                            .append('\n');
                }
                return content.toString();
            }
        }

        /** Something changed while it was read. */
        record Unsettled() implements Reading {}

        /** There is nothing to read, or no right to. */
        record Unreadable(PolicyError error) implements Reading {}
    }

    static Reading read(Path path) {
        try {
            if (!Files.exists(path)) {
                return unreadable(path, "there is no such file or directory");
            }
            Fingerprint before = Fingerprint.of(path);
            if (before.entries().isEmpty()) {
                return unreadable(path, "the directory has no *.yaml or *.yml file");
            }
            if (before.entries().stream().mapToLong(Fingerprint.Entry::size).sum() > MAX_BYTES) {
                return unreadable(path, "the policy is larger than " + (MAX_BYTES >> 20) + " MiB");
            }
            List<PolicyFile> files = new ArrayList<>();
            for (Fingerprint.Entry entry : before.entries()) {
                files.add(new PolicyFile(entry.path().toString(), Files.readAllBytes(entry.path())));
            }
            return before.equals(Fingerprint.of(path))
                    ? new Reading.Files(before, List.copyOf(files))
                    : new Reading.Unsettled();
        } catch (NoSuchFileException e) {
            return danglingOrGone(e);
        } catch (IOException | DirectoryIteratorException e) {
            return unreadable(path, "cannot be read: " + e);
        }
    }

    /** A link that points nowhere stays one; a file that was there a moment ago is a change. */
    private static Reading danglingOrGone(NoSuchFileException e) {
        Path missing = Path.of(e.getFile());
        return Files.isSymbolicLink(missing)
                ? unreadable(missing, "the link points to nothing")
                : new Reading.Unsettled();
    }

    private static Reading unreadable(Path path, String message) {
        return new Reading.Unreadable(Place.startOf(path.toString()).error(message));
    }
}
