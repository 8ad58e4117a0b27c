package io.podgate.cli;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.rehearsal.FleetFile;
import io.podgate.rehearsal.Rehearsal;
import io.podgate.runpod.OneLook;
import io.podgate.sandbox.BuiltIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What stands, and what it costs. */
final class FleetOptions {

    @Option(
            names = "--fleet",
            required = true,
            paramLabel = "FILE|URL",
            description =
                    "RunPod's list of endpoints as a JSON file; or RunPod's own URL as in podgate.runpod.url, with the"
                            + " key in PODGATE_RUNPOD_API_KEY or PODGATE_RUNPOD_API_KEY_FILE")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String fleet;

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "RunPod's cards and prices, {\"gpus\": [], \"cpus\": []}; else those of August 2026")
    private @Nullable Path catalog;

    /** @param complaints hear of what is in the list and cannot be read; it is left out */
    List<Endpoint> fleet(PrintWriter complaints) throws IOException {
        byte[] list = fleet.startsWith("http://") || fleet.startsWith("https://")
                ? OneLook.at(URI.create(fleet), "--fleet", System.getenv())
                : Files.readAllBytes(Path.of(fleet));
        FleetFile read = FleetFile.read(list, fleet);
        read.unread().forEach(each -> complaints.println("warning: left out of " + fleet + " is " + each));
        complaints.flush();
        return read.endpoints();
    }

    Catalog catalog() throws IOException {
        return catalog == null ? BuiltIn.catalog() : Rehearsal.catalog(catalog);
    }
}
