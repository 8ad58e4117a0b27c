package io.podgate.admission;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** RunPod, as the pipeline needs it. No call fails: what goes wrong is a {@link Reply}. */
public interface Runpod {

    /**
     * Makes an update definite in RunPod's dialect. Pure and quick.
     *
     * @param template container settings of the template that the update mentions, unless it is the one that stands
     */
    Draft draft(Endpoint current, EndpointUpdate update, Catalog catalog, Optional<EndpointConfig> template);

    /** The path at which an update of this endpoint is sent, as dry runs show it. */
    String updatePath(String endpointId);

    /**
     * Sends an update. Tried again where it provably was not processed, or where the endpoint, read back, shows nothing
     * of it.
     *
     * @param aim tells whether an endpoint shows it
     */
    Uni<Sent> update(String endpointId, Payload body, Aim aim, Errand errand);

    /** Container settings of a template; not being a serverless template is a rejection. */
    Uni<Reply<EndpointConfig>> template(String templateId, Errand errand);

    /** Whether RunPod replaces running workers for these changes: v2 for those of the container, v1 for any. */
    boolean rollsWorkers(List<Change<?>> changes);

    /** The strong tag of an endpoint as it stands: of RunPod's own text, unknown members included. */
    String tag(Sighting sighting);

    /** An answer that was kept without the values of variables, with those that stand now. */
    Sighting withVariablesOf(Payload text, Sighting current);
}
