package io.podgate.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingTest {

    private static List<Billed> read(Dialect dialect, String answer) throws GarbledAnswer {
        return dialect.readBilling(answer.replace('\'', '"').getBytes(UTF_8));
    }

    @Test
    void each_dialect_has_its_own_route_by_the_day_since_the_first_of_the_month() {
        YearMonth november = YearMonth.parse("2026-11");
        assertEquals(
                "/billing/serverless?bucketSize=day&startTime=2026-11-01T00:00:00Z", Dialect.V2.billingPath(november));
        assertEquals(
                "/billing/endpoints?grouping=endpointId&bucketSize=day&startTime=2026-11-01T00:00:00Z",
                Dialect.V1.billingPath(november));
    }

    @Test
    void v2_tells_exact_amounts_by_endpoint_and_day() throws GarbledAnswer {
        String answer = """
                {'records': [
                  {'serverlessId': 'a', 'startTime': '2026-11-01T00:00:00Z', 'endTime': '2026-11-02T00:00:00Z',
                   'totalAmount': 0.30000000000000004, 'gpuAmount': 0.3, 'feeAmount': 'whatever'},
                  {'serverlessId': 'a', 'startTime': '2026-11-02T01:00:00+01:00', 'totalAmount': 8.9e1}],
                 'metadata': 'nobody asks'}""";
        assertEquals(
                List.of(
                        new Billed(
                                "a",
                                Optional.of(Instant.parse("2026-11-01T00:00:00Z")),
                                new BigDecimal("0.30000000000000004")),
                        new Billed("a", Optional.of(Instant.parse("2026-11-02T00:00:00Z")), new BigDecimal("8.9e1"))),
                read(Dialect.V2, answer));
    }

    @Test
    void v1_tells_the_same_under_other_names() throws GarbledAnswer {
        String answer = """
                [{'endpointId': 'a', 'time': '2026-11-01T00:00:00Z', 'amount': 100.5, 'timeBilledMs': 3600000},
                 {'endpointId': 'b', 'amount': 1}]""";
        assertEquals(
                List.of(
                        new Billed("a", Optional.of(Instant.parse("2026-11-01T00:00:00Z")), new BigDecimal("100.5")),
                        new Billed("b", Optional.empty(), new BigDecimal("1"))),
                read(Dialect.V1, answer));
    }

    @Test
    void nothing_billed_is_an_answer() throws GarbledAnswer {
        assertEquals(List.of(), read(Dialect.V2, "{'records': []}"));
        assertEquals(List.of(), read(Dialect.V1, "[]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|the member \"records\" is missing",
                "{'records': [{'totalAmount': 1}]}|a bill has no serverlessId",
                "{'records': [{'serverlessId': 'a'}]}|a bill has no totalAmount",
                "{'records': [{'serverlessId': 'a', 'totalAmount': '1'}]}"
                        + "|/records/0/totalAmount is a string where a number is due",
                "{'records': [{'serverlessId': 'a', 'totalAmount': 1, 'startTime': 'monday'}]}"
                        + "|a bill's startTime is no RFC 3339 time"
            })
    void another_answer_is_garbled(String answer, String words) {
        GarbledAnswer garbled = assertThrows(GarbledAnswer.class, () -> read(Dialect.V2, answer));
        assertEquals(words, garbled.getMessage());
    }
}
