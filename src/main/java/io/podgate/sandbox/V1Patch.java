package io.podgate.sandbox;

import io.podgate.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** v1's update. Fields of the other compute family mean nothing; everything that passes rolls the endpoint. */
record V1Patch(Json.Obj body) implements Patch {

    /** v1's names of members that v2 has under the same path. */
    private static final Map<String, List<String>> PLAIN = Map.of(
            "name", List.of("name"),
            "executionTimeoutMs", List.of("timeout"),
            "workersMin", List.of("workers", "min"),
            "workersMax", List.of("workers", "max"),
            "idleTimeout", List.of("workers", "idleTimeout"));

    static V1Patch read(byte[] text) throws Refusal {
        return new V1Patch(V1Body.read(text));
    }

    @Override
    public Hosted apply(Hosted current, Holdings holdings, Instant now) throws Refusal {
        Hosted after = V1Compute.apply(current, body, holdings.stock());
        after = withTemplate(after, holdings);
        Json.Obj document = withPlain(after.document());
        document = withDataCenters(document, holdings.stock());
        document = withVolumes(document);
        document = withFlashBoot(document);
        document = withScaling(document, after.balanced());
        return Release.always(current, after.with(document), now);
    }

    private Json.Obj withPlain(Json.Obj document) {
        Json.Obj changed = document;
        for (Map.Entry<String, List<String>> field : PLAIN.entrySet()) {
            Json value = body.members().get(field.getKey());
            if (value != null) {
                Json.Obj patch = Docs.object(field.getValue().getLast(), value);
                changed = Docs.merge(
                        changed,
                        field.getValue().size() == 1
                                ? patch
                                : Docs.object(field.getValue().getFirst(), patch));
            }
        }
        return changed;
    }

    /** Keeps the link, and runs what the template says. v1 answers 500 to a template that does not exist. */
    private Hosted withTemplate(Hosted endpoint, Holdings holdings) throws Refusal {
        Optional<String> id = body.string("templateId");
        if (id.isEmpty() || id.equals(endpoint.hidden().templateId())) {
            return endpoint;
        }
        Json.Obj template = holdings.template(id.get())
                .orElseThrow(() -> new Refusal(500, "update endpoint: template not found: " + id.get()));
        Json.Obj document = endpoint.document();
        for (String field : template.members().keySet()) {
            if (Release.concernsContainer(field)) {
                document = Docs.with(document, field, template.get(field));
            }
        }
        return endpoint.with(document).linked(id.get());
    }

    private Json.Obj withDataCenters(Json.Obj document, Stock stock) throws Refusal {
        if (!body.members().containsKey("dataCenterIds")) {
            return document;
        }
        List<String> ids = body.string("dataCenterIds")
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .toList())
                .orElseGet(() -> Docs.texts(body, "dataCenterIds"));
        for (String id : ids) {
            if (!stock.dataCenters().contains(id)) {
                throw new Refusal(400, "body.dataCenterIds: unknown data center '" + id + "'");
            }
        }
        return Docs.with(document, "dataCenterIds", ids);
    }

    private Json.Obj withVolumes(Json.Obj document) {
        if (body.members().containsKey("networkVolumeIds")) {
            return Docs.with(document, "networkVolumes", Docs.texts(body, "networkVolumeIds"));
        }
        return body.string("networkVolumeId")
                .map(id -> Docs.with(document, "networkVolumes", id.isEmpty() ? List.of() : List.of(id)))
                .orElse(document);
    }

    private Json.Obj withFlashBoot(Json.Obj document) {
        if (!(body.members().get("flashboot") instanceof Json.Bool(boolean on))) {
            return document;
        }
        boolean alreadyOn = !document.string("flashboot").equals(Optional.of("OFF"));
        return on && alreadyOn ? document : Docs.with(document, "flashboot", on ? "FLASHBOOT" : "OFF");
    }

    private Json.Obj withScaling(Json.Obj document, boolean balanced) throws Refusal {
        Json.Obj current = Docs.child(document, "scaling");
        String type = body.string("scalerType").or(() -> current.string("type")).orElse("QUEUE_DELAY");
        if (balanced && type.equals("QUEUE_DELAY")) {
            throw new Refusal(400, "load-balancing endpoints scale on REQUEST_COUNT only");
        }
        if (!body.members().containsKey("scalerType") && !body.members().containsKey("scalerValue")) {
            return document;
        }
        int value = Docs.integer(body, "scalerValue", V1View.scalerValue(current));
        return Docs.with(
                document,
                "scaling",
                Docs.object("type", type, type.equals("QUEUE_DELAY") ? "queueDelay" : "requestCount", value));
    }
}
