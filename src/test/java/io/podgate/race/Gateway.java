package io.podgate.race;

import io.podgate.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A gateway as it is shipped, in a process of its own that can be killed. */
final class Gateway implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration START = Duration.ofMinutes(2);
    private static final Pattern USED = Pattern.compile("(?:DefNew|Tenured) +total [0-9]+K, used ([0-9]+)K");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path directory;
    private final Map<String, String> settings;
    private final int port = FreePort.any();
    private final int management = FreePort.any();
    private @Nullable Process process;
    private volatile boolean serving;

    /** @param directory its own, which outlives its processes */
    Gateway(Path directory, Map<String, String> settings) {
        this.directory = directory;
        this.settings = Map.copyOf(settings);
    }

    Path data() {
        return directory.resolve("data");
    }

    /** The lines of its own trail. */
    List<String> trail() throws IOException {
        return Files.readAllLines(data().resolve("audit.jsonl"));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Of the port that is not for callers. */
    URI management(String path) {
        return URI.create("http://127.0.0.1:" + management + path);
    }

    long pid() {
        return Objects.requireNonNull(process).pid();
    }

    /** Bytes of its heap that are in use after a collection. */
    long heap() throws IOException, InterruptedException {
        command("GC.run");
        String said = command("GC.heap_info");
        Matcher used = USED.matcher(said);
        long kibibytes = 0;
        while (used.find()) {
            kibibytes += Long.parseLong(used.group(1));
        }
        if (kibibytes == 0) {
            throw new IllegalStateException("no heap in: " + said);
        }
        return kibibytes << 10;
    }

    private String command(String what) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid()), what)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    Gateway start() throws IOException {
        Files.createDirectories(directory);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + management,
                "-Dpodgate.data.dir=" + data()));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        File log = directory.resolve("log").toFile();
        process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        return this;
    }

    /** Waits until it is ready. */
    Gateway ready() throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > end || process == null || !process.isAlive()) {
                throw new IllegalStateException("a gateway does not become ready: see " + directory.resolve("log"));
            }
            Thread.sleep(100);
        }
        serving = true;
        return this;
    }

    /** Whether whoever balances load would send something here. */
    boolean serving() {
        return serving;
    }

    boolean isReady() throws InterruptedException {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(management("/q/health/ready"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** As {@code kill -9} does; waits until it is gone. */
    void kill() throws InterruptedException {
        serving = false;
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** As whoever stops a service does; what is under way goes on. */
    void terminate() {
        if (process != null) {
            process.destroy();
        }
    }

    /** Its exit status, once it is gone. */
    int ended(Duration patience) throws InterruptedException {
        Process stopping = Objects.requireNonNull(process);
        if (!stopping.waitFor(patience)) {
            throw new IllegalStateException("a gateway does not stop: see " + directory.resolve("log"));
        }
        return stopping.exitValue();
    }

    /** Stops it where it stands, as a machine that is overwhelmed would. */
    void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        if (process != null) {
            new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
