package io.podgate.gateway;

import io.podgate.postgres.Postgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An empty database, as the gateway finds it for the first time. */
public final class Database implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "podgate.store", "postgresql",
                "quarkus.datasource.jdbc.url", Postgres.shared().empty(),
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "any");
    }

    @Override
    public void stop() {
        // the server ends with the tests
    }
}
