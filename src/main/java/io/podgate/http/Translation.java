package io.podgate.http;

import io.podgate.admission.Catalogs;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Sighting;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.Rendered;
import io.podgate.policy.Caller;
import io.podgate.policy.Team;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Shows RunPod's answers as the caller speaks: RunPod's own bytes where both speak the same. */
@Singleton
final class Translation {

    private final Dialect runpods;
    private final Catalogs catalogs;
    private final PolicySource policies;

    Translation(Dialect runpods, Catalogs catalogs, PolicySource policies) {
        this.runpods = runpods;
        this.catalogs = catalogs;
        this.policies = policies;
    }

    /** Whether caller and RunPod speak the same dialect. */
    boolean same(Call call) {
        return call.dialect() == runpods;
    }

    /** An endpoint in the caller's dialect, with what could not be said and the entity tag of its configuration. */
    Response.ResponseBuilder endpoint(Call call, Sighting sighting) {
        Shown shown = new Shown(sighting.endpoint(), sighting.text());
        return endpoint(shown, shown.in(call.dialect(), runpods, catalogs.current()));
    }

    static Response.ResponseBuilder endpoint(Shown shown, Rendered rendered) {
        Response.ResponseBuilder answer = Answers.json(rendered.text()).tag(shown.tag());
        Answers.warn(answer, rendered.warnings());
        return answer;
    }

    Optional<String> contact(Caller caller) {
        return policies.current().flatMap(policy -> policy.teamOf(caller)).flatMap(Team::contact);
    }
}
