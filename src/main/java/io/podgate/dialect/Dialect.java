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

/** One of RunPod's two ways to speak of endpoints. Stateless. */
public sealed interface Dialect permits V1, V2 {

    /** The retired REST API, {@code https://rest.runpod.io/v1}. */
    Dialect V1 = new V1();

    /** The current REST API, {@code https://api.runpod.io/v2}. */
    Dialect V2 = new V2();

    /** {@code v1} or {@code v2}, as in URLs. */
    String name();

    /** Path of the endpoint collection below the base URL, {@code /endpoints} or {@code /serverless}. */
    String collection();

    /** Path below the base URL at which a template is read, whoever made it. */
    String templatePath(String id);

    /** Whether RunPod tells its cards and prices in this dialect. */
    boolean hasCatalog();

    /**
     * Path below the base URL, query included, at which RunPod tells what it has billed each endpoint for each day
     * since the first of a month (UTC). On a v2 RunPod {@code /billing/endpoints} is about another product.
     */
    String billingPath(YearMonth month);

    /** Reads and validates what a caller sent, by RunPod's own rules, without looking at any endpoint. */
    ParsedUpdate parseUpdate(byte[] body);

    /** Reads RunPod's answer about one endpoint; unknown members are fine. */
    Endpoint readEndpoint(byte[] answer) throws GarbledAnswer;

    /** Reads RunPod's list, keeping each element's own bytes; one that is garbled does not hide the others. */
    List<Listed> readEndpoints(byte[] answer) throws GarbledAnswer;

    /** Reads RunPod's answer about one template. */
    Template readTemplate(byte[] answer) throws GarbledAnswer;

    /** Reads RunPod's answer about what it has billed. */
    List<Billed> readBilling(byte[] answer) throws GarbledAnswer;

    /**
     * Makes an update definite for an endpoint of a RunPod that speaks this dialect, whichever dialect the update was
     * said in: half-said unions completed, GPU types to pools or back, exclusions restated, fields of the other compute
     * family dropped or refused.
     *
     * @param current the endpoint as it stands
     * @param template the container settings of the template that the update mentions, unless it is the one that stands
     */
    Draft draft(Endpoint current, EndpointUpdate update, Catalog catalog, Optional<EndpointConfig> template);

    /** Writes an endpoint for a caller of this dialect, from what is known of it. */
    Rendered write(Endpoint endpoint, Catalog catalog);

    /** Puts elements, each already in this dialect, into this dialect's list. */
    Payload list(List<Payload> elements);
}
