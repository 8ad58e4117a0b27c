package io.podgate.app;

import io.podgate.dialect.Dialect;
import io.podgate.sandbox.Sandbox;
import io.podgate.sandbox.SandboxOptions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What profile {@code demo} adds: a sandbox in this very process, and a policy where there is none. */
@Singleton
final class Demo {

    private static final Logger LOG = Logger.getLogger(Demo.class);
    private static final int BEFORE_ALL_ELSE = -20;

    /** The sandbox's own: what RunPod is asked is no part of the gateway's metrics. */
    private Optional<Vertx> vertx = Optional.empty();

    /** Runs before anything looks for a policy or for RunPod. */
    void start(
            @Observes @Priority(BEFORE_ALL_ELSE) StartupEvent event,
            DemoConfig config,
            PolicyConfig policy,
            @ConfigProperty(name = "quarkus.http.port") int port)
            throws IOException {
        if (!config.enabled()) {
            return;
        }
        writePolicy(policy.path());
        Sandbox sandbox = open(config);
        LOG.infof("the demo's RunPod is at %s, its policy in %s", sandbox.url(), policy.path());
        LOG.infof(
                "the console is at http://localhost:%d/console: sign in with demo-platform-oncall, or, to look and"
                        + " change nothing, with demo-finance",
                port);
    }

    private Sandbox open(DemoConfig config) {
        Vertx own = Vertx.vertx();
        vertx = Optional.of(own);
        try {
            SandboxOptions options = SandboxOptions.speaking(Dialect.V2).onPort(config.sandboxPort());
            return Sandbox.open(own, config.quota() ? options : options.withQuota());
        } catch (IllegalStateException e) {
            throw new ConfigurationException("podgate.demo.sandbox-port: " + e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.ifPresent(Vertx::close);
    }

    private static void writePolicy(Path path) throws IOException {
        if (Files.exists(path)) {
            return;
        }
        try (InputStream policy = Demo.class.getResourceAsStream("/demo/policy.yaml")) {
            Path parent = path.toAbsolutePath().getParent();
            Files.createDirectories(Optional.ofNullable(parent).orElse(Path.of(".")));
            Files.copy(Optional.ofNullable(policy).orElseThrow(), path);
        }
    }
}
