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

/** The v2 dialect. */
final class V2 implements Dialect {

    private static final Billing BILLING =
            new Billing("/billing/serverless?", "records", "serverlessId", "startTime", "totalAmount");

    @Override
    public String name() {
        return "v2";
    }

    @Override
    public String collection() {
        return "/serverless";
    }

    @Override
    public String templatePath(String id) {
        return "/templates/" + id;
    }

    @Override
    public boolean hasCatalog() {
        return true;
    }

    @Override
    public String billingPath(YearMonth month) {
        return BILLING.pathSince(month);
    }

    @Override
    public ParsedUpdate parseUpdate(byte[] body) {
        return CallersBody.parse(body, V2Update::of);
    }

    @Override
    public Endpoint readEndpoint(byte[] answer) throws GarbledAnswer {
        return V2Answer.read(Answer.read(answer));
    }

    @Override
    public List<Listed> readEndpoints(byte[] answer) throws GarbledAnswer {
        return ListText.read(answer, "endpoints", V2Answer::read);
    }

    @Override
    public Template readTemplate(byte[] answer) throws GarbledAnswer {
        return V2Template.read(Answer.read(answer));
    }

    @Override
    public List<Billed> readBilling(byte[] answer) throws GarbledAnswer {
        return BILLING.read(answer);
    }

    @Override
    public Draft draft(Endpoint current, EndpointUpdate update, Catalog catalog, Optional<EndpointConfig> template) {
        return V2Draft.of(current, update, catalog, template);
    }

    @Override
    public Rendered write(Endpoint endpoint, Catalog catalog) {
        return V2Rendering.of(endpoint, catalog);
    }

    @Override
    public Payload list(List<Payload> elements) {
        return ListText.of("{\"endpoints\":[", elements, "]}");
    }
}
