package io.podgate.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.dialect.Billed;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.GarbledAnswer;
import io.podgate.json.Json;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest extends SandboxTest {

    @BeforeEach
    void open() {
        open(Dialect.V2);
    }

    private HttpResponse<String> control(String method, String path, String body) {
        return raw(method, "/sandbox/" + path, body.replace('\'', '"'));
    }

    @Test
    void what_came_can_be_read_and_forgotten() {
        patch("/serverless/" + OCR, "{\"workers\": {\"max\": 4}}");
        Json.Obj requests = object(control("GET", "requests", ""));
        assertEquals("\"PATCH\"", at(requests, "requests", "0", "method"));
        assertEquals("\"/v2/serverless/jpnw0v75y3qoql\"", at(requests, "requests", "0", "path"));
        assertEquals("\"{\\\"workers\\\": {\\\"max\\\": 4}}\"", at(requests, "requests", "0", "body"));
        assertEquals("true", at(requests, "requests", "0", "applied"));
        assertEquals("200", at(requests, "requests", "0", "status"));
        control("DELETE", "requests", "");
        assertEquals("{\"requests\":[]}", control("GET", "requests", "").body());
    }

    @Test
    void a_fault_can_be_armed_listed_and_removed() {
        HttpResponse<String> armed =
                control("POST", "faults", "{'status': 503, 'retryAfter': 5, 'operations': ['read'], 'times': 9}");
        assertEquals(201, armed.statusCode());
        assertEquals("{\"id\":\"fault-1\"}", armed.body());
        HttpResponse<String> answer = get("/serverless/" + OCR);
        assertEquals(503, answer.statusCode());
        assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals("[\"read\"]", at(object(control("GET", "faults", "")), "faults", "0", "operations"));
        assertEquals(200, control("DELETE", "faults/fault-1", "").statusCode());
        assertEquals(404, control("DELETE", "faults/fault-1", "").statusCode());
        assertEquals(200, get("/serverless/" + OCR).statusCode());
        control("POST", "faults", "{'answer': 'garbage'}");
        control("DELETE", "faults", "");
        assertEquals("{\"faults\":[]}", control("GET", "faults", "").body());
    }

    @Test
    void a_fault_says_everything_that_java_can() {
        control(
                "POST",
                "faults",
                "{'answer': 'reset', 'applies': 'late', 'lateAfter': 1.5, 'before': 0.2, 'after': 3, 'endpoint': 'x',"
                        + " 'headers': {'RateLimit': 'x'}, 'probability': 0.25, 'seed': 7, 'twist': {'workers': {'max': 1}}}");
        Fault expected = Fault.answering(new Answer.Reset())
                .applying(new Applying.Late(Duration.ofMillis(1_500)))
                .waitingBefore(Duration.ofMillis(200))
                .waitingAfter(Duration.ofSeconds(3))
                .of("x")
                .withChance(0.25, 7)
                .withHeaders(Map.of("RateLimit", "x"))
                .withTwist(object("{\"workers\": {\"max\": 1}}"));
        assertEquals(expected, sandbox().faults().armed().get("fault-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truthful",
                "status",
                "reset",
                "silent",
                "truncated",
                "garbage",
                "wrong-content-type",
                "redirect",
                "drip",
                "endless",
                "oversized",
                "bomb"
            })
    void every_answer_has_a_name(String answer) {
        assertEquals(
                201, control("POST", "faults", "{'answer': '" + answer + "'}").statusCode());
        Optional<Fault> fault = sandbox().faults().armed().values().stream().findFirst();
        String type = fault.orElseThrow().answer().getClass().getSimpleName();
        assertEquals(answer.replace("-", ""), type.toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'bogus': 1}",
                "{'answer': 'nonsense'}",
                "{'operations': ['dance']}",
                "{'answer': 'reset', 'applies': 'maybe'}"
            })
    void a_fault_that_is_not_understood_is_not_armed(String fault) {
        assertEquals(422, control("POST", "faults", fault).statusCode());
        assertTrue(sandbox().faults().armed().isEmpty());
    }

    @Test
    void the_state_can_be_read_and_changed_behind_everybodys_back() {
        assertEquals(
                201,
                control("POST", "endpoints", "{'id': 'mine', 'name': 'mine', 'gpu': {'pools': ['ADA_24']}}")
                        .statusCode());
        assertEquals("\"mine\"", at(object(get("/serverless/mine")), "name"));
        control("PATCH", "endpoints/mine", "{'workers': {'max': 0}}");
        assertEquals("0", at(object(get("/serverless/mine")), "workers", "max"));
        assertEquals(404, control("PATCH", "endpoints/nobody", "{}").statusCode());
        assertEquals(
                "9",
                String.valueOf(Docs.objects(object(control("GET", "endpoints", "")), "endpoints")
                        .size()));
        control("DELETE", "endpoints/mine", "");
        assertEquals(404, get("/serverless/mine").statusCode());
        assertTrue(
                sandbox().requests().stream().allMatch(visit -> visit.method().equals("GET")));
        assertEquals(422, control("POST", "endpoints", "{'name': 'no id'}").statusCode());
    }

    @Test
    void a_pool_can_grow() {
        control(
                "POST",
                "catalog/gpus",
                "{'id': 'NVIDIA RTX 4090 D', 'name': '4090 D', 'pool': 'ADA_24', 'price': {'serverless': 9}}");
        assertTrue(get("/catalog/gpus").body().contains("NVIDIA RTX 4090 D"));
    }

    @Test
    void money_can_be_billed_to_an_endpoint_that_is_deleted_later() throws GarbledAnswer {
        control("POST", "endpoints", "{'id': 'mine', 'name': 'mine'}");
        assertEquals(
                201,
                control("POST", "bills", "{'endpoint': 'mine', 'amount': 12.5, 'day': '2026-08-02'}")
                        .statusCode());
        control("DELETE", "endpoints/mine", "");
        String answer = get(Dialect.V2.billingPath(YearMonth.parse("2026-08"))).body();
        Instant day = Instant.parse("2026-08-02T00:00:00Z");
        assertTrue(Dialect.V2
                .readBilling(answer.getBytes(StandardCharsets.UTF_8))
                .contains(new Billed("mine", Optional.of(day), new BigDecimal("12.5"))));
    }

    @Test
    void money_is_billed_for_today_where_nothing_else_is_said() {
        control("POST", "bills", "{'endpoint': 'mine', 'amount': 0.1}");
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        Json.Obj bills = object(get("/billing/serverless?serverlessId=mine"));
        assertTrue(at(bills, "records", "0", "startTime").contains(today));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'amount': 1}",
                "{'endpoint': 'mine'}",
                "{'endpoint': 'mine', 'amount': 'much'}",
                "{'endpoint': 'mine', 'amount': 1, 'day': 'today'}"
            })
    void a_bill_that_is_not_understood_is_not_written(String bill) {
        assertEquals(422, control("POST", "bills", bill).statusCode());
    }

    @Test
    void reset_brings_the_first_state_back() {
        patch("/serverless/" + OCR, "{\"workers\": {\"max\": 9}}");
        control("POST", "faults", "{'status': 500}");
        control("POST", "reset", "");
        assertEquals("3", at(object(get("/serverless/" + OCR)), "workers", "max"));
        assertEquals(1, sandbox().requests().size());
    }

    @Test
    void anything_else_is_not_there() {
        assertEquals(404, control("GET", "elsewhere", "").statusCode());
    }
}
