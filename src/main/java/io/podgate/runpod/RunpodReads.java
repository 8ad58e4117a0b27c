package io.podgate.runpod;

import io.podgate.admission.EndpointReads.Include;
import io.podgate.admission.Errand;
import io.podgate.admission.Listing;
import io.podgate.admission.Reply;
import io.podgate.admission.Sighting;
import io.podgate.admission.Told;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** RunPod's endpoints, each time asked of RunPod itself; and what it has told another replica, understood anew. */
interface RunpodReads {

    Uni<Reply<Listing>> list(Include include, Errand errand);

    Uni<Reply<Sighting>> one(String endpointId, Include include, Errand errand);

    Uni<Reply<Told>> workers(String endpointId, Errand errand);

    Uni<Reply<Told>> releases(String endpointId, Errand errand);

    Listing listing(Payload text, Instant asked) throws GarbledAnswer;

    Sighting sighting(String endpointId, Payload text, Instant asked) throws GarbledAnswer;
}
