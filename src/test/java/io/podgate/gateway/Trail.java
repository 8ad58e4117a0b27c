package io.podgate.gateway;

import io.podgate.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** The audit file as it stands. */
record Trail(List<String> lines) {

    static Trail of(Runpod.Directories directories) {
        try {
            return new Trail(Files.readAllLines(directories.trail()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the record of a decision, since records are written behind the answer's back. */
    static Json.Obj recordOf(Runpod.Directories directories, String decisionId) {
        GatewayTest.await(() -> !of(directories).resultsAbout(decisionId).isEmpty());
        return GatewayTest.object(of(directories).resultsAbout(decisionId).getFirst());
    }

    /** Without the intents. */
    List<String> resultsAbout(String text) {
        return about(text).stream()
                .filter(line -> line.contains("\"phase\":\"result\""))
                .toList();
    }

    List<String> about(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }
}
