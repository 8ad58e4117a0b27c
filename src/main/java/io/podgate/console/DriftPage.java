package io.podgate.console;

import io.podgate.admission.Deviation;
import io.podgate.admission.DriftWatch;
import io.podgate.admission.ForeignChanges;
import io.podgate.admission.PolicySource;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Release;
import io.podgate.policy.Ownership;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Team;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands otherwise than it should, and what others have changed. */
@Singleton
final class DriftPage {

    static final String PAGE = "drift";

    private static final String TITLE = "Drift";
    private static final int MOST = 500;

    private final DriftWatch drift;
    private final ForeignChanges foreign;
    private final PolicySource policies;
    private final Assets assets;
    private final InstantSource clock;

    DriftPage(DriftWatch drift, ForeignChanges foreign, PolicySource policies, Assets assets, InstantSource clock) {
        this.drift = drift;
        this.foreign = foreign;
        this.policies = policies;
        this.assets = assets;
        this.clock = clock;
    }

    Answer show(Visit visit, Session session) {
        Instant now = clock.instant();
        PolicySet policy = policies.current().orElseThrow();
        List<Deviation> known = drift.known();
        DriftView view = new DriftView(
                Words.count(known.size(), "deviation", "deviations"),
                drift.awaited().orElse(""),
                known.size() > MOST ? "Here are the first " + MOST + "." : "",
                known.stream()
                        .limit(MOST)
                        .map(deviation -> deviation(deviation, now))
                        .toList(),
                foreign.all().stream()
                        .map(change -> change(change, policy, now))
                        .toList());
        return Answer.page(200, Templates.drift(Frame.of(TITLE, TITLE, visit, Optional.of(session), assets), view));
    }

    private static DriftView.Deviating deviation(Deviation deviation, Instant now) {
        return new DriftView.Deviating(
                deviation.endpoint().map(Endpoint::name).orElse(""),
                deviation.endpoint().map(Endpoint::id).orElse(""),
                deviation.endpoint().map(endpoint -> href(endpoint.id())).orElse(""),
                deviation.team().orElse(""),
                deviation.rule(),
                deviation.violation().detail(),
                Words.ago(deviation.since(), now),
                deviation.by().map(release -> by(release, now)).orElse("not known"));
    }

    private static String by(Release release, Instant now) {
        return release.user().map(user -> "RunPod’s user " + user).orElse("RunPod’s " + release.source()) + ", "
                + Words.ago(release.at(), now);
    }

    private static DriftView.Changed change(ForeignChanges.Foreign change, PolicySet policy, Instant now) {
        Endpoint endpoint = change.endpoint();
        return new DriftView.Changed(
                endpoint.name(),
                endpoint.id(),
                href(endpoint.id()),
                policy.owner(endpoint.id(), endpoint.name()) instanceof Ownership.Owned(Team team) ? team.name() : "",
                String.join(", ", change.fields()),
                Words.ago(change.seen(), now));
    }

    private static String href(String endpointId) {
        return new Links(Visit.HOME + "/" + EndpointsPage.PAGE, Map.of("q", endpointId)).href();
    }
}
