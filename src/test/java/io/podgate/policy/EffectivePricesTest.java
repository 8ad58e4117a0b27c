package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Catalog.CpuType;
import io.podgate.endpoint.Catalog.GpuType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EffectivePricesTest {

    private static final Catalog LIVE = new Catalog(
            List.of(gpu("LISTED", "P1", usd("2.00")), gpu("GAP", "P1", Optional.empty())),
            List.of(new CpuType("cpu3c", 2, 32, Optional.empty())));

    private static GpuType gpu(String id, String pool, Optional<BigDecimal> price) {
        return new GpuType(id, Optional.of(pool), price);
    }

    private static Optional<BigDecimal> usd(String amount) {
        return Optional.of(new BigDecimal(amount));
    }

    private static Catalog effective(String prices) {
        return Policies.policy("prices: " + prices).effective(LIVE);
    }

    @Test
    void gaps_are_filled_and_list_prices_stay() {
        Catalog catalog =
                effective("[{gpu: GAP, perHour: 1.5}, {gpu: LISTED, perHour: 1}, {cpu: cpu3c, perVcpuHour: 0.03}]");
        assertEquals(List.of(gpu("LISTED", "P1", usd("2.00")), gpu("GAP", "P1", usd("1.5"))), catalog.gpus());
        assertEquals(List.of(new CpuType("cpu3c", 2, 32, usd("0.03"))), catalog.cpus());
    }

    @Test
    void an_override_wins_over_a_list_price() {
        assertEquals(
                Optional.of(gpu("LISTED", "P1", usd("1.0001"))),
                effective("[{gpu: LISTED, perHour: 1.0001, override: true}]").gpu("LISTED"));
    }

    @Test
    void a_type_that_is_not_listed_is_added_with_its_pool() {
        Catalog catalog = effective("[{gpu: NEW, pool: P1, perHour: 3}, {cpu: cpu9, perVcpuHour: 0.5}]");
        assertEquals(Optional.of(gpu("NEW", "P1", usd("3"))), catalog.gpu("NEW"));
        assertEquals(List.of("LISTED", "GAP", "NEW"), catalog.typesIn("P1"));
        assertEquals(usd("0.5"), catalog.cpu("cpu9").orElseThrow().perVcpuHour());
    }

    @Test
    void what_runpod_says_of_pools_stays() {
        assertEquals(
                Optional.of("P1"),
                effective("[{gpu: GAP, pool: P2, perHour: 1}]").poolOf("GAP"));
    }

    @Test
    void without_prices_the_catalogue_is_as_it_is() {
        assertSame(LIVE, Policies.policy("").effective(LIVE));
    }
}
