package io.podgate.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.SpecificationCheck;
import io.podgate.dialect.Catalogs;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.dialect.ParsedUpdate;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Direction;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gateway's dialects and the sandbox were written apart from the same contract. For random updates in each of the
 * four combinations: what the gateway drafts, the sandbox accepts and the specification allows, and the endpoint then
 * is what the draft said it would be; what the gateway refuses, a sandbox of the same dialect refuses too.
 *
 * <p>Left out is what the gateway leaves to a v1 RunPod, which tells neither what is a load balancer nor how far a CPU
 * flavour goes.
 */
class AgreementTest extends SandboxTest {

    private static final int UPDATES = 150;

    private final Catalog catalog = catalog();
    private int sent;
    private int refused;

    @ParameterizedTest(name = "a {0} caller on a {1} RunPod")
    @CsvSource({"v1, v1, 1", "v1, v2, 2", "v2, v1, 3", "v2, v2, 4"})
    void gateway_and_sandbox_agree(String caller, String runpod, long seed) throws GarbledAnswer {
        Dialect speaks = caller.equals("v1") ? Dialect.V1 : Dialect.V2;
        Dialect upstream = runpod.equals("v1") ? Dialect.V1 : Dialect.V2;
        open(upstream);
        if (upstream == Dialect.V1) {
            sandbox().remove(BALANCED);
        }
        List<String> ids = sandbox().endpoints().stream()
                .map(endpoint -> endpoint.string("id").orElseThrow())
                .toList();
        RandomUpdates updates = new RandomUpdates(new Random(seed), upstream == Dialect.V1 ? 16 : 32);
        for (int i = 0; i < UPDATES; i++) {
            String id = ids.get(i % ids.size());
            agree(speaks, upstream, id, speaks == Dialect.V1 ? updates.v1() : updates.v2());
        }
        assertTrue(sent > UPDATES / 4, () -> sent + " sent, " + refused + " refused");
    }

    private void agree(Dialect speaks, Dialect upstream, String id, Json.Obj said) throws GarbledAnswer {
        String path = upstream.collection() + "/" + id;
        String context = speaks.name() + " " + id + " " + new String(said.bytes(), StandardCharsets.UTF_8);
        if (!(speaks.parseUpdate(said.bytes()) instanceof ParsedUpdate.Understood understood)) {
            throw new AssertionError(context + ": " + speaks.parseUpdate(said.bytes()));
        }
        Endpoint current = upstream.readEndpoint(bytes(get(path)));
        Optional<EndpointConfig> template = said.members().containsKey("templateId")
                ? Optional.of(upstream.readTemplate(bytes(get(upstream.templatePath("30zmvf89kd"))))
                        .container())
                : Optional.empty();
        switch (upstream.draft(current, understood.update(), catalog, template)) {
            case Draft.Ready ready -> {
                sent++;
                checkSent(upstream, path, ready, context);
            }
            case Draft.Refused(var violations) -> {
                refused++;
                if (speaks == upstream) {
                    HttpResponse<String> answer = patch(path, new String(said.bytes(), StandardCharsets.UTF_8));
                    assertEquals(4, answer.statusCode() / 100, () -> context + ": only refused by us: " + violations);
                }
            }
            case Draft.Unknowable(String missing) -> throw new AssertionError(context + " wants " + missing);
        }
    }

    private void checkSent(Dialect upstream, String path, Draft.Ready ready, String context) throws GarbledAnswer {
        String body = new String(ready.body().bytes(), StandardCharsets.UTF_8);
        String what = context + " became " + body;
        SpecificationCheck.checkIfFound(
                upstream.name(), upstream == Dialect.V1 ? "EndpointUpdateInput" : "UpdateEndpointRequest", body);
        HttpResponse<String> answer = patch(path, body);
        assertEquals(200, answer.statusCode(), () -> what + ": " + answer.body());
        EndpointConfig stands = upstream.readEndpoint(bytes(answer)).config().expanded(catalog);
        EndpointConfig intended = ready.after().expanded(catalog);
        for (Field<?> field : Field.all()) {
            same(field, intended, stands, what);
        }
    }

    private static <T> void same(Field<T> field, EndpointConfig intended, EndpointConfig stands, String what) {
        Optional<T> meant = intended.get(field);
        Optional<T> is = stands.get(field);
        if (meant.isPresent() && is.isPresent()) {
            assertEquals(
                    Direction.SAME,
                    field.direction(meant.get(), is.get()),
                    () -> what + ": " + field + " should be " + meant.get() + " and is " + is.get());
        }
    }

    private static Catalog catalog() {
        Stock stock = Seed.holdings().stock();
        try {
            return Catalogs.read(
                    Docs.object("gpus", stock.gpus()).bytes(),
                    Docs.object("cpus", stock.cpus()).bytes());
        } catch (GarbledAnswer e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer::body);
        return answer.body().getBytes(StandardCharsets.UTF_8);
    }
}
