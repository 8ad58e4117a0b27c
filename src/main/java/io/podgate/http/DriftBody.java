package io.podgate.http;

import io.podgate.admission.Deviation;
import io.podgate.admission.ForeignChanges;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.Release;
import io.podgate.policy.PolicySet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands otherwise than it should, and what was changed by somebody else. */
final class DriftBody {

    private DriftBody() {}

    static Map<String, Object> of(PolicySet policy, List<Deviation> deviations, List<ForeignChanges.Foreign> foreign) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("policyRevision", policy.revision());
        body.put("drift", deviations.stream().map(DriftBody::of).toList());
        body.put("outOfBand", foreign.stream().map(each -> of(each, policy)).toList());
        return body;
    }

    private static Map<String, Object> of(Deviation deviation) {
        Map<String, Object> body = new LinkedHashMap<>();
        deviation.endpoint().ifPresent(endpoint -> {
            body.put("id", endpoint.id());
            body.put("name", endpoint.name());
        });
        deviation.team().ifPresent(team -> body.put("team", team));
        body.put("rule", deviation.rule());
        body.put("detail", deviation.violation().detail());
        deviation.violation().limit().ifPresent(limit -> body.put("limit", limit));
        deviation.violation().actual().ifPresent(actual -> body.put("actual", actual));
        body.put("since", deviation.since().toString());
        deviation.by().ifPresent(release -> body.put("by", of(release)));
        return body;
    }

    private static Map<String, Object> of(Release release) {
        Map<String, Object> body = new LinkedHashMap<>();
        release.version().ifPresent(version -> body.put("version", version));
        body.put("source", release.source());
        release.user().ifPresent(user -> body.put("user", user));
        body.put("at", release.at().toString());
        return body;
    }

    private static Map<String, Object> of(ForeignChanges.Foreign change, PolicySet policy) {
        Endpoint endpoint = change.endpoint();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", endpoint.id());
        body.put("name", endpoint.name());
        policy.owner(endpoint.id(), endpoint.name()).owner().ifPresent(team -> body.put("team", team.name()));
        body.put("fields", change.fields());
        body.put("seen", change.seen().toString());
        return body;
    }
}
