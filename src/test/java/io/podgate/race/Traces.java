package io.podgate.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * What a gateway's process holds on to.
 *
 * @param files open ones, sockets included
 * @param heap bytes that are in use after a collection
 */
record Traces(long threads, long files, long heap) {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int MORE_THREADS = 8;
    private static final int MORE_FILES = 16;
    private static final long MORE_HEAP = 24 << 20;

    static Traces of(Gateway gateway) throws IOException, InterruptedException {
        Path process = Path.of("/proc", String.valueOf(gateway.pid()));
        return new Traces(count(process.resolve("task")), count(process.resolve("fd")), gateway.heap());
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    /** Idle connections and threads are given up after a while. */
    static void awaitNoMoreThan(Traces before, Gateway gateway) throws Exception {
        AtomicReference<Traces> now = new AtomicReference<>(of(gateway));
        Waiting.until(PATIENCE, Duration.ofSeconds(1), () -> "before " + before + ", after " + now, () -> {
            now.set(of(gateway));
            return !now.get().isMoreThan(before);
        });
        System.out.printf("before %s, after %s%n", before, now);
    }

    private boolean isMoreThan(Traces before) {
        return threads > before.threads + MORE_THREADS
                || files > before.files + MORE_FILES
                || heap > before.heap + MORE_HEAP;
    }
}
