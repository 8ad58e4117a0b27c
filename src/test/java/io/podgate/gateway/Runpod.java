package io.podgate.gateway;

import io.podgate.dialect.Dialect;
import io.podgate.sandbox.Answer;
import io.podgate.sandbox.Fault;
import io.podgate.sandbox.QuotaWindow;
import io.podgate.sandbox.Sandbox;
import io.podgate.sandbox.SandboxOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A RunPod in the test's own process, a policy and an empty data directory for the gateway that is tested. */
public final class Runpod implements QuarkusTestResourceLifecycleManager {

    /** Easy to recognise where it should not be. */
    static final String KEY = "rpa_CANARYKEY0123456789";

    private Dialect dialect = Dialect.V2;
    private boolean silent;
    private QuotaWindow[] quota = {};
    private @Nullable Vertx vertx;
    private @Nullable Sandbox sandbox;
    private @Nullable Directories directories;

    /** Where the gateway finds its policy and puts its data. */
    record Directories(Path policy, Path data) {

        static Directories create() throws IOException {
            Directories made = new Directories(
                    Files.createTempDirectory("podgate-policy"), Files.createTempDirectory("podgate-data"));
            Files.writeString(made.policyFile(), freshPolicy());
            return made;
        }

        Path policyFile() {
            return policy.resolve("policy.yaml");
        }

        Path trail() {
            return data.resolve("audit.jsonl");
        }

        /** The policy that tests begin with. */
        static String freshPolicy() {
            return Tokens.digested(Resources.text("policy.yaml"));
        }
    }

    @Override
    public void init(Map<String, String> arguments) {
        dialect = "v1".equals(arguments.get("dialect")) ? Dialect.V1 : Dialect.V2;
        Optional.ofNullable(arguments.get("quota"))
                .map(requests -> new QuotaWindow("hour", Long.parseLong(requests), Duration.ofHours(1)))
                .ifPresent(window -> quota = new QuotaWindow[] {window});
        silent = "true".equals(arguments.get("silent"));
    }

    @Override
    public Map<String, String> start() {
        try {
            directories = Directories.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        vertx = Vertx.vertx();
        sandbox = Sandbox.open(
                vertx,
                SandboxOptions.speaking(dialect).accepting(KEY).withoutFleet().withQuota(quota));
        if (silent) {
            sandbox.faults().add(Fault.answering(new Answer.Silent()));
        }
        return Map.of(
                "podgate.runpod.url", sandbox.url(),
                "podgate.runpod.api-key", KEY,
                "podgate.policy.path", directories.policy().toString(),
                "podgate.data.dir", directories.data().toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(Objects.requireNonNull(sandbox), new TestInjector.MatchesType(Sandbox.class));
        injector.injectIntoFields(Objects.requireNonNull(directories), new TestInjector.MatchesType(Directories.class));
    }

    @Override
    public void stop() {
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
