package io.podgate.ledger;

import io.podgate.admission.EnvDigest;
import io.podgate.admission.Ledger;
import io.podgate.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of one replica keeps what every ledger promises. */
class MemoryLedgerTest extends LedgerContract {

    private static final EnvDigest DIGEST = new EnvDigest(() -> new byte[32]);

    @TempDir
    private Path directory = Path.of("");

    private @Nullable AuditWriter writer;
    private @Nullable MemoryLedger ledger;

    @Override
    Ledger ledger() {
        MemoryLedger known = ledger;
        if (known == null) {
            AuditWriter opened = new AuditWriter(TrailConfig.in(directory), DIGEST, lost -> {}, clock);
            known = new MemoryLedger(opened, DIGEST, clock);
            writer = opened;
            ledger = known;
        }
        return known;
    }

    /** What the tests wait for is on disk, so a process that ends now leaves the same behind as one that is killed. */
    @Override
    void restart() {
        close();
        ledger();
    }

    @AfterEach
    void close() {
        AuditWriter open = writer;
        writer = null;
        ledger = null;
        if (open != null) {
            try {
                open.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    List<Json.Obj> trail() {
        try {
            return Files.readAllLines(directory.resolve("audit.jsonl")).stream()
                    .map(text -> new Line(0, text.getBytes(StandardCharsets.UTF_8)))
                    .map(Line::object)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
