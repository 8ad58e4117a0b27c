package io.podgate.runpod;

import io.podgate.admission.Catalogs;
import io.podgate.admission.Deadline;
import io.podgate.admission.Errand;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Reply;
import io.podgate.endpoint.Catalog;
import io.podgate.policy.PolicySet;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * RunPod's catalogue, read now and then and served stale in between, completed by the policy's prices. A v1 RunPod has
 * no catalogue: there the policy's prices are all there is.
 */
final class LiveCatalog implements Catalogs {

    private static final Logger LOG = Logger.getLogger(LiveCatalog.class);
    private static final Duration REVALIDATE = Duration.ofMinutes(15);

    private final RunpodAddress address;
    private final Attempts attempts;
    private final PolicySource policies;
    private final Duration maxAge;
    private final InstantSource clock;

    private record Live(Catalog catalog, Instant read) {}

    private record Completed(Catalog live, PolicySet policy, Catalog catalog) {}

    private volatile @Nullable Live live;
    private volatile @Nullable Completed completed;
    private volatile boolean looked;

    LiveCatalog(RunpodAddress address, Attempts attempts, PolicySource policies, Duration maxAge, InstantSource clock) {
        this.address = address;
        this.attempts = attempts;
        this.policies = policies;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /** Completed anew only when the catalogue or the policy is another object than before. */
    @Override
    @SuppressWarnings("ReferenceEquality") // identity is what makes the memo cheap; a false miss only costs time
    public Catalog current() {
        Live last = live;
        Catalog known = last == null ? Catalog.empty() : last.catalog();
        PolicySet policy = policies.current().orElse(null);
        if (policy == null) {
            return known;
        }
        Completed memo = completed;
        if (memo != null && memo.live() == known && memo.policy() == policy) {
            return memo.catalog();
        }
        Catalog catalog = policy.effective(known);
        completed = new Completed(known, policy, catalog);
        return catalog;
    }

    @Override
    public boolean known() {
        return !exists() || live != null;
    }

    @Override
    public boolean fresh() {
        return !exists()
                || read().filter(at -> at.plus(maxAge).isAfter(clock.instant())).isPresent();
    }

    /** When the catalogue was last read. */
    Optional<Instant> read() {
        return Optional.ofNullable(live).map(Live::read);
    }

    /** Whether a reading has ended, well or badly, or there is nothing to read. */
    boolean looked() {
        return looked || !exists();
    }

    /** Whether RunPod has a catalogue to read. */
    boolean exists() {
        return address.dialect().hasCatalog();
    }

    /** Reads the catalogue where the last reading is not recent; a failure leaves the last one in place. */
    Uni<Void> refresh(Deadline deadline) {
        boolean recent = read().filter(at -> at.plus(REVALIDATE).isAfter(clock.instant()))
                .isPresent();
        if (!exists() || recent) {
            return Uni.createFrom().voidItem();
        }
        Instant begun = clock.instant();
        Uni<Reply<List<Catalog.GpuType>>> gpus = ask(
                "/catalog/gpus",
                answer -> io.podgate.dialect.Catalogs.gpus(answer.body().bytes()),
                deadline);
        Uni<Reply<List<Catalog.CpuType>>> cpus = ask(
                "/catalog/cpus",
                answer -> io.podgate.dialect.Catalogs.cpus(answer.body().bytes()),
                deadline);
        return Uni.combine()
                .all()
                .unis(gpus, cpus)
                .asTuple()
                .invoke(both -> {
                    if (both.getItem1() instanceof Reply.Answered<List<Catalog.GpuType>>(var gpuTypes, var u)
                            && both.getItem2() instanceof Reply.Answered<List<Catalog.CpuType>>(var cpuTypes, var v)) {
                        live = new Live(asBefore(new Catalog(gpuTypes, cpuTypes)), begun);
                    } else {
                        LOG.warn("RunPod's catalogue could not be read");
                    }
                })
                .onTermination()
                .invoke(() -> looked = true)
                .replaceWithVoid();
    }

    /** The very object that there is already, where it says the same: nobody has to count anew for it. */
    private Catalog asBefore(Catalog read) {
        Live last = live;
        return last != null
                        && last.catalog().gpus().equals(read.gpus())
                        && last.catalog().cpus().equals(read.cpus())
                ? last.catalog()
                : read;
    }

    private <T> Uni<Reply<T>> ask(String path, Attempts.Reader<T> reader, Deadline deadline) {
        return attempts.ask(
                Exchange.get("catalog", address.basePath() + path, Exchange.ONE), Errand.ofTheHouse(deadline), reader);
    }
}
