package io.podgate.dialect;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Payload;
import java.util.List;
import java.util.Optional;

/** The v1 dialect. */
final class V1 implements Dialect {

    @Override
    public String name() {
        return "v1";
    }

    @Override
    public String collection() {
        return "/endpoints";
    }

    @Override
    public ParsedUpdate parseUpdate(byte[] body) {
        throw new IllegalStateException();
    }

    @Override
    public Endpoint readEndpoint(byte[] answer) throws GarbledAnswer {
        throw new IllegalStateException();
    }

    @Override
    public List<Listed> readEndpoints(byte[] answer) throws GarbledAnswer {
        throw new IllegalStateException();
    }

    @Override
    public Draft draft(Endpoint current, EndpointUpdate update, Catalog catalog, Optional<EndpointConfig> template) {
        throw new IllegalStateException();
    }

    @Override
    public boolean expandsTemplates() {
        return false;
    }

    @Override
    public Rendered write(Endpoint endpoint, Catalog catalog) {
        throw new IllegalStateException();
    }

    @Override
    public Payload list(List<Payload> elements) {
        throw new IllegalStateException();
    }
}
