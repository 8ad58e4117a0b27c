package io.podgate.identity;

import io.podgate.admission.PolicySource;
import io.podgate.policy.PolicySet;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The issuers whose tokens are believed, and their keys, which are kept fresh. */
@Singleton
public final class Issuers {

    private static final Logger LOG = Logger.getLogger(Issuers.class);

    private final Map<String, IssuerKeys> byUrl = new LinkedHashMap<>();
    private final PolicySource policies;

    /** The schedule's own. */
    private @Nullable PolicySet looked;

    Issuers(IdentityConfig config, PolicySource policies, InstantSource clock) {
        this.policies = policies;
        new TreeMap<>(config.issuers()).forEach((name, its) -> {
            Issuer issuer = Issuer.of(name, its);
            IssuerKeys other = byUrl.putIfAbsent(issuer.url(), new IssuerKeys(issuer, clock));
            if (other != null) {
                throw new ConfigurationException(Issuer.SETTINGS + name + ".url: another one than that of "
                        + other.issuer().name() + " is due, found " + issuer.url());
            }
        });
    }

    /** @param url as its tokens call it */
    Optional<IssuerKeys> of(String url) {
        return Optional.ofNullable(byUrl.get(url));
    }

    /**
     * Whether it is configured.
     *
     * @param url as its tokens call it
     */
    public boolean knows(String url) {
        return byUrl.containsKey(url);
    }

    /** By name, when each one's keys were last read. */
    public Map<String, Supplier<Optional<Instant>>> keysRead() {
        Map<String, Supplier<Optional<Instant>>> read = new LinkedHashMap<>();
        byUrl.values().forEach(keys -> read.put(keys.issuer().name(), keys::read));
        return read;
    }

    /** Those of the policy that are not configured: nobody of them can come in. */
    public SortedSet<String> missing() {
        return policies.current().map(this::missing).orElseGet(TreeSet::new);
    }

    private SortedSet<String> missing(PolicySet policy) {
        SortedSet<String> missing = new TreeSet<>(policy.audiencesByIssuer().keySet());
        missing.removeAll(byUrl.keySet());
        return missing;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void keep() {
        byUrl.values().forEach(IssuerKeys::keepFresh);
        policies.current().ifPresent(this::look);
    }

    @SuppressWarnings("ReferenceEquality") // the very policy, whatever it says
    private void look(PolicySet policy) {
        if (looked != policy) {
            looked = policy;
            missing(policy)
                    .forEach(url -> LOG.errorf(
                            "policy: podgate.identity.issuers does not have %s, so its callers cannot come in", url));
        }
    }
}
