package io.podgate.http;

import io.podgate.admission.Catalogs;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Sighting;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.EndpointTag;
import io.podgate.dialect.Rendered;
import io.podgate.endpoint.Payload;
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

    /** An endpoint's text in the caller's dialect, and what could not be said. */
    Rendered render(Call call, Sighting sighting) {
        return same(call)
                ? new Rendered(sighting.text(), java.util.List.of())
                : call.dialect().write(sighting.endpoint(), catalogs.current());
    }

    /** With the entity tag of the configuration. */
    Response.ResponseBuilder endpoint(Call call, Sighting sighting) {
        return untagged(call, sighting).tag(EndpointTag.of(sighting.text().bytes()));
    }

    /** For answers that show more than the configuration. */
    Response.ResponseBuilder untagged(Call call, Sighting sighting) {
        Rendered rendered = render(call, sighting);
        Response.ResponseBuilder answer = Answers.json(rendered.text());
        Answers.warn(answer, rendered.warnings());
        return answer;
    }

    Optional<String> contact(Caller caller) {
        return policies.current().flatMap(policy -> policy.teamOf(caller)).flatMap(Team::contact);
    }

    Payload list(Call call, java.util.List<Payload> elements) {
        return call.dialect().list(elements);
    }
}
