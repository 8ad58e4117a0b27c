package io.podgate.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.podgate.SpecificationCheck;
import io.podgate.dialect.Dialect;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SeedTest extends SandboxTest {

    @Test
    void little_has_to_be_said_of_an_endpoint() {
        open(SandboxOptions.speaking(Dialect.V2).withQuota().withoutFleet());
        sandbox().seed(object("{\"id\": \"one\"}"));
        sandbox().seed(object("{\"id\": \"two\", \"cpu\": [{\"id\": \"cpu3c\", \"vcpuCount\": 2}]}"));
        sandbox().seed(object("{\"id\": \"three\", \"type\": \"LOAD_BALANCER\"}"));
        for (String id : new String[] {"one", "two", "three"}) {
            SpecificationCheck.checkIfFound(
                    "v2", "Endpoint", get("/serverless/" + id).body());
        }
        assertEquals(3, sandbox().endpoints().size());
        assertEquals("[\"ADA_24\"]", at(object(get("/serverless/one")), "gpu", "pools"));
    }

    @Test
    void what_only_v1_shows_can_be_seeded_too() {
        open(SandboxOptions.speaking(Dialect.V1).withoutFleet());
        sandbox().seed(object("{\"id\": \"one\", \"templateId\": \"t\", \"version\": 7, \"userId\": \"user_1\"}"));
        assertEquals("7", at(object(get("/endpoints/one")), "version"));
        assertEquals("\"t\"", at(object(get("/endpoints/one")), "templateId"));
        assertEquals("\"user_1\"", at(object(get("/endpoints/one")), "userId"));
    }

    @Test
    void money_spent_outlives_its_endpoint() {
        open(SandboxOptions.speaking(Dialect.V2).withQuota().withoutFleet());
        sandbox().bill(LocalDate.parse("2026-08-01"), "gone", new BigDecimal("1.25"));
        sandbox().bill(LocalDate.parse("2026-08-02"), "gone", new BigDecimal("2.50"));
        String answer = get("/billing/serverless?bucketSize=day&startTime=2026-08-01T00:00:00Z"
                        + "&endTime=2026-09-01T00:00:00Z")
                .body();
        SpecificationCheck.checkIfFound("v2", "ListServerlessBillingResponse", answer);
        assertEquals("3.75", at(object(answer), "metadata", "totals", "totalAmount"));
    }

    @Test
    void a_taken_port_is_told() {
        open(Dialect.V2);
        Vertx vertx = Vertx.vertx();
        assertThrows(
                IllegalStateException.class,
                () -> Sandbox.open(
                        vertx,
                        SandboxOptions.speaking(Dialect.V2).onPort(sandbox().port())));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
