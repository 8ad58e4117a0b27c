package io.podgate.runpod;

import io.podgate.admission.Bills;
import io.podgate.admission.Catalogs;
import io.podgate.admission.Deadline;
import io.podgate.admission.EndpointReads;
import io.podgate.admission.EnvDigest;
import io.podgate.admission.Fleet;
import io.podgate.admission.LastNames;
import io.podgate.admission.Noticeboard;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Runpod;
import io.podgate.admission.Timing;
import io.podgate.admission.UpstreamBreaker;
import io.podgate.admission.UpstreamListener;
import io.podgate.admission.UpstreamQuota;
import io.podgate.dialect.Dialect;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the parts of this room together, hands out its ports and keeps its pictures of RunPod current. */
@Singleton
public final class RunpodBeans {

    private final RunpodConfig config;
    private final RunpodAddress address;
    private final RunpodKey key;
    private final RunpodHttp http;
    private final UpstreamBreaker breaker;
    private final FairLine line;
    private final RunpodGateway gateway;
    private final FleetSnapshot fleet;
    private final FrugalReads reads;
    private final LiveCatalog catalog;
    private final FirstLook firstLook;
    private final EndpointNames names;
    private final PolicySource policies;
    private final LiveBills bills;

    RunpodBeans(
            Vertx vertx,
            RunpodConfig config,
            FleetConfig fleetConfig,
            CatalogConfig catalogConfig,
            BillingConfig billingConfig,
            LastNames lastNames,
            Noticeboard board,
            PolicySource policies,
            UpstreamListener listener,
            InstantSource clock,
            Timing timing) {
        this.config = config;
        this.policies = policies;
        this.address = RunpodAddress.of(config.url());
        this.key = new RunpodKey(config);
        this.http = new RunpodHttp(vertx, address, key, config.connectTimeout(), config.maxInFlight());
        GuardedHttp guarded = new GuardedHttp(vertx, http, config, listener);
        this.breaker = guarded.breaker();
        this.line = new FairLine(guarded, timing, listener);
        Attempts attempts = new Attempts(line, config.maxAttempts(), config.freeRetries(), timing, listener);
        this.gateway = new RunpodGateway(address, attempts, clock, timing);
        this.fleet = new FleetSnapshot(gateway, gateway.unreadable(), fleetConfig.maxAge(), clock);
        this.reads = new FrugalReads(gateway, fleet, board, clock, timing);
        this.catalog = new LiveCatalog(address, attempts, policies, catalogConfig.maxAge(), clock);
        this.firstLook = new FirstLook(fleet, catalog, config.requestTimeout(), timing);
        this.names = new EndpointNames(lastNames, clock);
        this.bills = new LiveBills(address, attempts, policies, names, billingConfig.maxAge(), clock, timing::chance);
    }

    /** What is missing before RunPod can be spoken to, and which property would supply it. */
    public Optional<String> trouble() {
        return key.present() ? Optional.empty() : Optional.of(key.trouble());
    }

    /** What RunPod has not been looked at for yet; a look that failed counts. Empty from then on. */
    public List<String> awaited() {
        List<String> awaited = new ArrayList<>(firstLook.awaited());
        if (fleet.listed().isPresent() && !bills.looked()) {
            awaited.add("RunPod's bills");
        }
        return awaited;
    }

    /** When the fleet was last listed. */
    public Optional<Instant> fleetListed() {
        return fleet.listed();
    }

    /** When the catalogue was last read; empty before that, and where RunPod has none. */
    public Optional<Instant> catalogRead() {
        return catalog.read();
    }

    /** When bills were last read; empty before that, and where no budget caps a month. */
    public Optional<Instant> billsRead() {
        return bills.read();
    }

    /** Looks at RunPod for the first time; does nothing once it was looked at, or while there is no key. */
    public Uni<Void> takeFirstLook() {
        return key.present() ? firstLook.take() : Uni.createFrom().voidItem();
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refreshCatalog() {
        return catalog.looked()
                ? catalog.refresh(Deadline.in(config.deadline()))
                : Uni.createFrom().voidItem();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void noteNames() {
        if (fleet.listed().isPresent()) {
            policies.current().ifPresent(policy -> names.note(fleet.all(), policy));
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refreshBills() {
        return bills.refresh(Deadline.in(bills.looked() ? config.deadline() : config.requestTimeout()));
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void refreshKey() {
        key.refresh();
    }

    void close(@Observes ShutdownEvent event) {
        http.close();
    }

    @Produces
    @Singleton
    Dialect dialect() {
        return address.dialect();
    }

    @Produces
    @Singleton
    Runpod runpod() {
        return gateway;
    }

    @Produces
    @Singleton
    EndpointReads reads() {
        return reads;
    }

    @Produces
    @Singleton
    Fleet fleet() {
        return fleet;
    }

    @Produces
    @Singleton
    EnvDigest envDigest() {
        return new EnvDigest(key::digestKey);
    }

    @Produces
    @Singleton
    Catalogs catalogs() {
        return catalog;
    }

    @Produces
    @Singleton
    UpstreamQuota quota() {
        return line;
    }

    @Produces
    @Singleton
    UpstreamBreaker breaker() {
        return breaker;
    }

    @Produces
    @Singleton
    Bills bills() {
        return bills;
    }
}
