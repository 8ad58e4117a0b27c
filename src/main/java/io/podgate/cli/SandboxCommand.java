package io.podgate.cli;

import io.podgate.dialect.Dialect;
import io.podgate.sandbox.Sandbox;
import io.podgate.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the sandbox alone, until it is stopped. */
@Command(
        name = "sandbox",
        description = "Runs a RunPod that fits on a laptop: endpoints, catalogue, quota, and faults on demand.",
        mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {

    enum Spoken {
        v1,
        v2
    }

    @Option(
            names = "--port",
            defaultValue = "9091",
            description = "where to listen; 0 is any free port (${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--dialect", defaultValue = "v2", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Spoken dialect = Spoken.v2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Dialect spoken = switch (dialect) {
            case v1 -> Dialect.V1;
            case v2 -> Dialect.V2;
        };
        Vertx vertx = Vertx.vertx();
        Sandbox sandbox;
        try {
            sandbox = Sandbox.open(vertx, SandboxOptions.speaking(spoken).onPort(port));
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            vertx.close();
            return 1;
        }
        var out = spec.commandLine().getOut();
        out.println("PODGATE_RUNPOD_URL=" + sandbox.url());
        out.println("PODGATE_RUNPOD_API_KEY=" + SandboxOptions.DEMO_KEY);
        new CountDownLatch(1).await();
        return 0;
    }
}
