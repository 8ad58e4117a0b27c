package io.podgate.dialect;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Payload;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** The v1 dialect. */
final class V1 implements Dialect {

    private static final Billing BILLING =
            new Billing("/billing/endpoints?grouping=endpointId&", "", "endpointId", "time", "amount");

    @Override
    public String name() {
        return "v1";
    }

    @Override
    public String collection() {
        return "/endpoints";
    }

    @Override
    public String templatePath(String id) {
        return "/templates/" + id
                + "?includeEndpointBoundTemplates=true&includePublicTemplates=true&includeRunpodTemplates=true";
    }

    @Override
    public boolean hasCatalog() {
        return false;
    }

    @Override
    public String billingPath(YearMonth month) {
        return BILLING.pathSince(month);
    }

    @Override
    public ParsedUpdate parseUpdate(byte[] body) {
        return CallersBody.parse(body, V1Update::of);
    }

    @Override
    public Endpoint readEndpoint(byte[] answer) throws GarbledAnswer {
        return V1Answer.read(Answer.read(answer));
    }

    @Override
    public List<Listed> readEndpoints(byte[] answer) throws GarbledAnswer {
        return ListText.read(answer, "", V1Answer::read);
    }

    @Override
    public Template readTemplate(byte[] answer) throws GarbledAnswer {
        return V1Template.read(Answer.read(answer));
    }

    @Override
    public List<Billed> readBilling(byte[] answer) throws GarbledAnswer {
        return BILLING.read(answer);
    }

    @Override
    public Draft draft(Endpoint current, EndpointUpdate update, Catalog catalog, Optional<EndpointConfig> template) {
        return V1Draft.of(current, update, catalog, template);
    }

    @Override
    public Rendered write(Endpoint endpoint, Catalog catalog) {
        return V1Rendering.of(endpoint, catalog);
    }

    @Override
    public Payload list(List<Payload> elements) {
        return ListText.of("[", elements, "]");
    }
}
