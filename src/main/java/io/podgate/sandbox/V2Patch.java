package io.podgate.sandbox;

import io.podgate.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** v2's update: what it says replaces what stood, what it leaves out stays. */
record V2Patch(Json.Obj body) implements Patch {

    static V2Patch read(byte[] text) throws Refusal {
        return new V2Patch(V2Body.read(text));
    }

    @Override
    public Hosted apply(Hosted current, Holdings holdings, Instant now) throws Refusal {
        checkFamily(current);
        Json.Obj document = current.document();
        for (Map.Entry<String, Json> said : expanded(holdings).members().entrySet()) {
            Json value = said.getValue();
            document = switch (said.getKey()) {
                case "templateId" -> document;
                case "gpu" ->
                    Docs.with(document, "gpu", GpuRules.apply(Docs.child(document, "gpu"), gpu(), holdings.stock()));
                case "cpu" -> Docs.with(document, "cpu", CpuRules.checked(value, holdings.stock()));
                case "workers" ->
                    Docs.with(document, "workers", Docs.merge(Docs.child(document, "workers"), workers()));
                case "dataCenterIds" -> Docs.with(document, "dataCenterIds", checkedDataCenters(holdings.stock()));
                default -> Docs.with(document, said.getKey(), value);
            };
        }
        Hosted after = current.with(document);
        checkScaling(after);
        return Release.whereContainerDiffers(current, after, now);
    }

    private Json.Obj gpu() {
        return Docs.child(body, "gpu");
    }

    private Json.Obj workers() {
        return Docs.child(body, "workers");
    }

    private void checkFamily(Hosted current) throws Refusal {
        boolean gpu = body.members().containsKey("gpu");
        boolean cpu = body.members().containsKey("cpu");
        if (gpu && cpu) {
            throw new Refusal(400, "gpu and cpu cannot both be provided");
        }
        if (gpu && current.onCpu()) {
            throw new Refusal(400, "gpu cannot be set on a CPU endpoint; compute family is immutable");
        }
        if (cpu && !current.onCpu()) {
            throw new Refusal(400, "cpu cannot be set on a GPU endpoint; compute family is immutable");
        }
    }

    /** The body with the template's container settings written into it, as if it had said them. */
    private Json.Obj expanded(Holdings holdings) throws Refusal {
        Optional<String> id = body.string("templateId");
        if (id.isEmpty()) {
            return body;
        }
        Json.Obj template = holdings.template(id.get()).orElseThrow(() -> new Refusal(404, "template not found"));
        if (!(template.members().get("serverless") instanceof Json.Bool(boolean serverless) && serverless)) {
            throw new Refusal(422, "template is not a serverless template");
        }
        Json.Obj container = Docs.keep(template, Release::concernsContainer);
        Json.Obj explicit = Docs.without(body, "env");
        Json.Obj env = Docs.merge(Docs.child(template, "env"), Docs.child(body, "env"));
        Json.Obj expanded = container;
        for (Map.Entry<String, Json> said : explicit.members().entrySet()) {
            expanded = Docs.with(expanded, said.getKey(), said.getValue());
        }
        return Docs.with(expanded, "env", env);
    }

    private List<String> checkedDataCenters(Stock stock) throws Refusal {
        List<String> ids = Docs.texts(body, "dataCenterIds");
        for (String id : ids) {
            if (!stock.dataCenters().contains(id)) {
                throw new Refusal(400, "unknown data center '" + id + "'");
            }
        }
        return ids;
    }

    private void checkScaling(Hosted after) throws Refusal {
        boolean counting = V2View.countsRequests(after.document());
        if (after.balanced() && !counting) {
            throw new Refusal(400, "load-balancing endpoints scale on REQUEST_COUNT only");
        }
        if (!after.balanced() && counting && workers().members().containsKey("idleTimeout")) {
            throw new Refusal(
                    400, "workers.idleTimeout does not apply to queue-based endpoints scaling on REQUEST_COUNT");
        }
    }
}
