package io.podgate.http;

import io.podgate.admission.Catalogs;
import io.podgate.admission.DecisionLog;
import io.podgate.admission.Fleet;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Sighting;
import io.podgate.policy.PolicyError;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import io.podgate.rehearsal.Comparison;
import io.podgate.rehearsal.Rehearsal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Holds a candidate policy against the endpoints that stand and the decisions that were taken; changes nothing. */
@Singleton
public final class Candidates {

    /** The largest candidate, in bytes. */
    public static final int LARGEST = 1 << 20;

    private static final int DECISIONS = 200;
    private static final String NAME = "candidate.yaml";

    private final PolicySource policies;
    private final Fleet fleet;
    private final Catalogs catalogs;
    private final DecisionLog log;
    private final InstantSource clock;

    Candidates(PolicySource policies, Fleet fleet, Catalogs catalogs, DecisionLog log, InstantSource clock) {
        this.policies = policies;
        this.fleet = fleet;
        this.catalogs = catalogs;
        this.log = log;
        this.clock = clock;
    }

    /** What can be said of a candidate. */
    public sealed interface Told {

        /**
         * It holds together.
         *
         * @param warnings what is probably not meant
         */
        record Compared(Comparison comparison, List<PolicyError> warnings) implements Told {}

        /**
         * It does not, so nothing is compared.
         *
         * @param revision of the policy in force
         */
        record Broken(String revision, List<PolicyError> errors) implements Told {}
    }

    /** Compares it with the policy in force. Fails where the trail cannot be read. */
    public Uni<Told> compare(byte[] candidate) {
        DecisionLog.Query latest = new DecisionLog.Query(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), DECISIONS);
        return log.find(latest).chain(page -> PlatformAnswers.elsewhere(() -> told(candidate, page)));
    }

    private Told told(byte[] candidate, DecisionLog.Page page) {
        PolicySet current = policies.current().orElseThrow();
        return switch (PolicyLoader.load(NAME, candidate)) {
            case PolicyLoad.Loaded(PolicySet policy, List<PolicyError> warnings) ->
                new Told.Compared(
                        Rehearsal.compare(
                                current,
                                policy,
                                catalogs.current(),
                                fleet.all().stream().map(Sighting::endpoint).toList(),
                                page.entries().stream()
                                        .map(entry -> entry.text().bytes()),
                                clock.instant()),
                        warnings);
            case PolicyLoad.Broken(List<PolicyError> errors) -> new Told.Broken(current.revision(), errors);
            case PolicyLoad.Unsettled unsettled -> throw new IllegalStateException("a text cannot be unsettled");
        };
    }
}
