package io.podgate.gateway;

import io.podgate.FreePort;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the gateway is set up for tests: short timeouts, free ports, one RunPod per profile. */
final class Profiles {

    private Profiles() {}

    /** In front of a RunPod that speaks v2. */
    public static final class InFrontOfV2 extends Profile {
        public InFrontOfV2() {
            super("v2");
        }
    }

    /** In front of a RunPod that speaks v2, with what is remembered in PostgreSQL. */
    public static final class OnPostgres extends Profile {
        public OnPostgres() {
            super("v2");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            List<TestResourceEntry> resources = new ArrayList<>(super.testResources());
            resources.add(new TestResourceEntry(Database.class));
            return resources;
        }
    }

    /** The same, but there is no such database yet. */
    public static final class WithoutDatabase extends Profile {
        public WithoutDatabase() {
            super("v2");
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = super.getConfigOverrides();
            overrides.put("podgate.store", "postgresql");
            overrides.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:" + FreePort.any() + "/none");
            return overrides;
        }
    }

    /** In front of a RunPod that speaks v2, with callers whose tokens somebody signs. */
    public static final class WithIssuers extends Profile {
        public WithIssuers() {
            super("v2");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            List<TestResourceEntry> resources = new ArrayList<>(super.testResources());
            resources.add(new TestResourceEntry(Issuing.class));
            return resources;
        }
    }

    /** In front of a RunPod that speaks v1. */
    public static final class InFrontOfV1 extends Profile {
        public InFrontOfV1() {
            super("v1");
        }
    }

    /** As {@link InFrontOfV2}, with places for eight requests at once. */
    public static final class WithFewPlaces extends Profile {
        public WithFewPlaces() {
            super("v2");
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = super.getConfigOverrides();
            overrides.put("podgate.http.max-in-flight", "8");
            return overrides;
        }
    }

    /** In front of a RunPod that speaks v2 and is listed often. */
    public static final class OftenListed extends Profile {
        public OftenListed() {
            super("v2");
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = super.getConfigOverrides();
            overrides.put("podgate.fleet.refresh", "2s");
            overrides.put("podgate.fleet.max-age", "4s");
            return overrides;
        }
    }

    /** In front of a RunPod that speaks v2 and allows sixty requests an hour. */
    public static final class InFrontOfAQuota extends Profile {
        public InFrontOfAQuota() {
            super("v2");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Runpod.class, Map.of("dialect", "v2", "quota", "60")));
        }
    }

    /** In front of a RunPod that takes connections and answers nothing, and is waited for; so is what is frozen. */
    public static final class InFrontOfSilence extends Profile {
        public InFrontOfSilence() {
            super("v2");
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = super.getConfigOverrides();
            overrides.put("podgate.runpod.request-timeout", "1h");
            return overrides;
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(UnknownFreezes.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Runpod.class, Map.of("dialect", "v2", "silent", "true")));
        }
    }

    /** What all have in common. */
    abstract static class Profile implements QuarkusTestProfile {

        private final String dialect;

        Profile(String dialect) {
            this.dialect = dialect;
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return new HashMap<>(Map.of(
                    "quarkus.http.test-port", "0",
                    "quarkus.management.test-port", "0",
                    "podgate.runpod.connect-timeout", "500ms",
                    "podgate.runpod.request-timeout", "1s",
                    "podgate.runpod.deadline", "5s",
                    "podgate.runpod.max-in-flight", "16",
                    "podgate.runpod.free-retries", "10000",
                    "podgate.policy.poll", "1s",
                    "podgate.fleet.refresh", "1h",
                    "quarkus.http.access-log.enabled", "true")); // its lines are looked through for secrets, too
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Runpod.class, Map.of("dialect", dialect)));
        }
    }
}
