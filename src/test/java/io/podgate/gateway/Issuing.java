package io.podgate.gateway;

import io.podgate.FreePort;
import io.podgate.identity.TestIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An issuer that the gateway believes, and another one where nobody is. */
public final class Issuing implements QuarkusTestResourceLifecycleManager {

    static final String AWAY = "https://127.0.0.1:" + FreePort.any();

    private @Nullable TestIssuer issuer;

    @Override
    public Map<String, String> start() {
        issuer = TestIssuer.open();
        return Map.of(
                "podgate.identity.issuers.ci.url", issuer.url(),
                "podgate.identity.issuers.ci.ca-file", issuer.ca().toString(),
                "podgate.identity.issuers.away.url", AWAY);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(Objects.requireNonNull(issuer), new TestInjector.MatchesType(TestIssuer.class));
    }

    @Override
    public void stop() {
        if (issuer != null) {
            issuer.close();
        }
    }
}
