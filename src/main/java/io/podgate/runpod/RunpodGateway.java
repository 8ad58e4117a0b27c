package io.podgate.runpod;

import io.podgate.admission.Aim;
import io.podgate.admission.EndpointReads.Include;
import io.podgate.admission.Errand;
import io.podgate.admission.Listing;
import io.podgate.admission.Reply;
import io.podgate.admission.Runpod;
import io.podgate.admission.Sent;
import io.podgate.admission.Sighting;
import io.podgate.admission.Timing;
import io.podgate.admission.Told;
import io.podgate.admission.Upstream;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.EndpointTag;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.dialect.Listed;
import io.podgate.dialect.Template;
import io.podgate.dialect.Variables;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** RunPod in its own dialect, for the pipeline and for reads. */
final class RunpodGateway implements Runpod, RunpodReads {

    private static final Logger LOG = Logger.getLogger(RunpodGateway.class);
    private static final int UNPROCESSABLE = 422;

    private final RunpodAddress address;
    private final Dialect dialect;
    private final Attempts attempts;
    private final InstantSource clock;
    private final Timing timing;
    private final Unreadable unreadable = new Unreadable();

    RunpodGateway(RunpodAddress address, Attempts attempts, InstantSource clock, Timing timing) {
        this.address = address;
        this.dialect = address.dialect();
        this.attempts = attempts;
        this.clock = clock;
        this.timing = timing;
    }

    /** What the last list had and could not be read. */
    Unreadable unreadable() {
        return unreadable;
    }

    @Override
    public Draft draft(Endpoint current, EndpointUpdate update, Catalog catalog, Optional<EndpointConfig> template) {
        return dialect.draft(current, update, catalog, template);
    }

    @Override
    public String updatePath(String endpointId) {
        return address.endpoint(endpointId);
    }

    @Override
    public boolean rollsWorkers(List<Change<?>> changes) {
        return dialect == Dialect.V1 ? !changes.isEmpty() : Change.rollsWorkers(changes);
    }

    @Override
    public String tag(Sighting sighting) {
        return EndpointTag.of(sighting.text().bytes());
    }

    @Override
    public Sighting withVariablesOf(Payload text, Sighting current) {
        try {
            Payload whole = Payload.of(Variables.of(current.text().bytes()).in(text.bytes()));
            return new Sighting(dialect.readEndpoint(whole.bytes()), whole, current.at());
        } catch (GarbledAnswer e) {
            throw new IllegalStateException("an answer that was kept cannot be read any more", e);
        }
    }

    @Override
    public Uni<Sent> update(String endpointId, Payload body, Aim aim, Errand errand) {
        String path = address.endpoint(endpointId);
        return attempts.update(
                Exchange.patch(path, body),
                Exchange.get("read", path, Exchange.ONE),
                aim,
                errand,
                answer -> sighting(endpointId, answer.body(), clock.instant()));
    }

    @Override
    public Uni<Reply<EndpointConfig>> template(String templateId, Errand errand) {
        Exchange read = Exchange.get("template", address.basePath() + dialect.templatePath(templateId), Exchange.ONE);
        return attempts.<Template>ask(
                        read,
                        errand,
                        answer -> dialect.readTemplate(answer.body().bytes()))
                .map(RunpodGateway::serverless);
    }

    private static Reply<EndpointConfig> serverless(Reply<Template> reply) {
        return switch (reply) {
            case Reply.Answered<Template>(Template template, Upstream upstream)
            when !template.serverless() ->
                new Reply.Rejected<>(UNPROCESSABLE, "the template is not a serverless template", upstream);
            default -> reply.map(Template::container);
        };
    }

    @Override
    public Uni<Reply<Sighting>> one(String endpointId, Include include, Errand errand) {
        Instant asked = clock.instant();
        return attempts.ask(
                Exchange.get("read", address.endpoint(endpointId) + query(include), Exchange.ONE),
                errand,
                answer -> sighting(endpointId, answer.body(), asked));
    }

    /** A whole account takes its time to be understood, which no event loop has. */
    @Override
    public Uni<Reply<Listing>> list(Include include, Errand errand) {
        Instant asked = clock.instant();
        return attempts.ask(
                        Exchange.get("list", address.collection() + query(include), Exchange.LIST),
                        errand,
                        Answer::body)
                .chain(reply -> Uni.createFrom()
                        .emitter(emitter -> timing.soon(() -> emitter.complete(listing(reply, asked)))));
    }

    private Reply<Listing> listing(Reply<Payload> reply, Instant asked) {
        if (reply instanceof Reply.Answered<Payload>(Payload text, Upstream upstream)) {
            try {
                return new Reply.Answered<>(listing(text, asked), upstream);
            } catch (GarbledAnswer e) {
                LOG.warnf("RunPod's list could not be read: %s", e.getMessage());
                return new Reply.Unsettled<>("RunPod's answer could not be read", upstream);
            }
        }
        return reply.map(text -> {
            throw new IllegalStateException("a good answer is no other");
        });
    }

    @Override
    public Listing listing(Payload text, Instant asked) throws GarbledAnswer {
        List<Listed> list = dialect.readEndpoints(text.bytes());
        List<Sighting> sightings = new ArrayList<>(list.size());
        List<Listed.Garbled> garbled = new ArrayList<>();
        for (Listed listed : list) {
            switch (listed) {
                case Listed.Shown(Endpoint endpoint, Payload own) -> sightings.add(new Sighting(endpoint, own, asked));
                case Listed.Garbled each -> garbled.add(each);
            }
        }
        unreadable.found(garbled);
        return new Listing(text, sightings, asked);
    }

    @Override
    public Uni<Reply<Told>> workers(String endpointId, Errand errand) {
        return text("workers", endpointId, errand);
    }

    @Override
    public Uni<Reply<Told>> releases(String endpointId, Errand errand) {
        return text("releases", endpointId, errand);
    }

    private Uni<Reply<Told>> text(String part, String endpointId, Errand errand) {
        Instant asked = clock.instant();
        return attempts.ask(
                Exchange.get(part, address.endpoint(endpointId) + "/" + part, Exchange.ONE),
                errand,
                answer -> new Told(answer.body(), asked));
    }

    @Override
    public Sighting sighting(String endpointId, Payload text, Instant asked) throws GarbledAnswer {
        Endpoint endpoint = dialect.readEndpoint(text.bytes());
        if (!endpoint.id().equals(endpointId)) {
            throw new GarbledAnswer("it speaks of another endpoint");
        }
        return new Sighting(endpoint, text, asked);
    }

    private static String query(Include include) {
        if (!include.template() && !include.workers()) {
            return "";
        }
        return "?includeTemplate=" + include.template() + "&includeWorkers=" + include.workers();
    }
}
