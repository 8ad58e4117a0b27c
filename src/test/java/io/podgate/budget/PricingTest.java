package io.podgate.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Catalog.CpuType;
import io.podgate.endpoint.Catalog.GpuType;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.GpuSelection.Pools;
import io.podgate.endpoint.GpuSelection.Types;
import io.podgate.endpoint.Vcpus;
import io.podgate.endpoint.Vcpus.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PricingTest {

    private static final CpuType NINE = new CpuType("cpu9", 2, 16, Optional.empty());
    private static final Catalog CATALOG = new Catalog(
            List.of(gpu("L4", "P24", "0.684"), gpu("A5000", "P24", "0.70"), gpu("H100", "P80", "4.176"), unpriced()),
            List.of(cpu("cpu3c", "0.03"), cpu("cpu5c", "0.035"), cpu("cpu5g", "0.045"), NINE));

    private static GpuType gpu(String id, String pool, String price) {
        return new GpuType(id, Optional.of(pool), Optional.of(new BigDecimal(price)));
    }

    private static GpuType unpriced() {
        return new GpuType("NEW", Optional.of("P24"), Optional.empty());
    }

    private static CpuType cpu(String id, String price) {
        return new CpuType(id, 2, 16, Optional.of(new BigDecimal(price)));
    }

    private static EndpointConfig gpus(GpuSelection cards, int each, int min, int max) {
        return EndpointConfig.builder()
                .set(Field.GPU_TYPES, cards)
                .set(Field.GPU_COUNT, each)
                .set(Field.WORKERS_MIN, min)
                .set(Field.WORKERS_MAX, max)
                .build();
    }

    private static EndpointConfig cpus(Map<String, Integer> vcpus, int max) {
        return EndpointConfig.builder()
                .set(Field.CPU_FLAVORS, List.copyOf(vcpus.keySet()))
                .set(
                        Field.VCPU_COUNT,
                        new Vcpus(vcpus.entrySet().stream()
                                .map(each -> new Size(each.getKey(), each.getValue()))
                                .toList()))
                .set(Field.WORKERS_MAX, max)
                .build();
    }

    @Test
    void some_of_one_and_some_of_another_may_take_more_than_either() {
        Types dear = new Types(List.of("H100"));
        Types cheap = new Types(List.of("L4"));
        assertEquals(List.of(true, true), mixing(gpus(dear, 1, 0, 6), gpus(dear, 2, 0, 2)));
        assertEquals(List.of(true, true), mixing(gpus(dear, 1, 0, 6), gpus(cheap, 2, 0, 6)));
        assertEquals(List.of(true, true), mixing(gpus(cheap, 1, 1, 2), gpus(cheap, 1, 0, 3)));
        assertEquals(List.of(false, false), mixing(gpus(dear, 1, 0, 6), gpus(cheap, 1, 0, 6)));
        assertEquals(List.of(false, false), mixing(gpus(dear, 1, 0, 2), gpus(dear, 2, 0, 6)));
        assertEquals(List.of(false, false), mixing(gpus(cheap, 1, 0, 2), gpus(cheap, 1, 0, 2)));
        assertEquals(List.of(true, true), mixing(cpus(Map.of("cpu3c", 4), 3), cpus(Map.of("cpu3c", 2), 6)));
    }

    private static List<Boolean> mixing(EndpointConfig one, EndpointConfig other) {
        Usage before = Pricing.of(one, CATALOG);
        Usage after = Pricing.of(other, CATALOG);
        return List.of(before.mixesWith(after), after.mixesWith(before));
    }

    @Test
    void the_dearest_card_that_a_worker_may_get_counts() {
        Usage usage = Pricing.of(gpus(new Types(List.of("L4", "H100")), 2, 1, 3), CATALOG);
        assertEquals(Money.of("25.056"), usage.burnRate());
        assertEquals(Money.of("8.352"), usage.floor());
        assertEquals(Money.of("8.352"), usage.perWorker());
        assertEquals(6, usage.gpus());
        assertEquals(Set.of("L4", "H100"), usage.cards());
        assertEquals(Set.of(), usage.unpriced());
    }

    @Test
    void pools_are_their_cards_less_the_exclusions() {
        Usage usage = Pricing.of(gpus(new Pools(List.of("P24"), List.of("A5000", "NEW")), 1, 0, 10), CATALOG);
        assertEquals(Money.of("6.84"), usage.burnRate());
        assertEquals(Set.of("L4"), usage.cards());
    }

    @Test
    void on_cpus_the_dearest_of_vcpus_times_price_counts() {
        Usage usage = Pricing.of(cpus(Map.of("cpu3c", 8, "cpu5c", 4), 5), CATALOG);
        assertEquals(Money.of("1.2"), usage.burnRate());
        assertEquals(0, usage.gpus());
        assertEquals(5, usage.workers());
    }

    @Test
    void of_a_flavour_in_several_sizes_the_largest_counts() {
        for (List<Size> sizes : List.of(
                List.of(new Size("cpu5g", 16), new Size("cpu5g", 8)),
                List.of(new Size("cpu5g", 2), new Size("cpu3c", 16), new Size("cpu5g", 16)))) {
            Usage usage = Pricing.of(sized(new Vcpus(sizes)).with(Field.WORKERS_MIN, 2), CATALOG);
            assertEquals(Money.of("3.6"), usage.burnRate());
            assertEquals(Money.of("1.44"), usage.floor());
            assertEquals(Set.of(), usage.unpriced());
        }
    }

    @Test
    void a_size_that_is_not_shown_counts_as_the_largest_that_the_flavours_come_in() {
        EndpointConfig unsized = EndpointConfig.builder()
                .set(Field.CPU_FLAVORS, List.of("cpu3c", "cpu5c"))
                .set(Field.WORKERS_MAX, 5)
                .build();
        Usage usage = Pricing.of(unsized, CATALOG);
        assertEquals(Money.of("2.8"), usage.burnRate());
        assertEquals(
                Set.of(
                        "the vCPUs of cpu3c, which RunPod does not show",
                        "the vCPUs of cpu5c, which RunPod does not show"),
                usage.unpriced());
        assertFalse(usage.lacksPrices());
        Catalog rangeless = new Catalog(
                List.of(),
                List.of(new CpuType("cpu3c", 2, Integer.MAX_VALUE, Optional.of(new BigDecimal("0.03"))), NINE));
        assertEquals(Money.of("4.8"), Pricing.of(unsized, rangeless).burnRate());
        assertTrue(Pricing.of(unsized, rangeless).lacksPrices());
    }

    private static EndpointConfig sized(Vcpus vcpus) {
        return EndpointConfig.builder()
                .set(Field.CPU_FLAVORS, vcpus.flavors())
                .set(Field.VCPU_COUNT, vcpus)
                .set(Field.WORKERS_MAX, 5)
                .build();
    }

    @Test
    void an_unknown_price_is_named_and_counted_at_the_dearest_that_is_known_at_all() {
        Usage usage = Pricing.of(gpus(new Types(List.of("NEW", "L4")), 1, 0, 2), CATALOG);
        assertEquals(Set.of("NEW"), usage.unpriced());
        assertEquals(Money.of("8.352"), usage.burnRate());
        assertEquals(
                Set.of("cpu9"), Pricing.of(cpus(Map.of("cpu9", 2), 1), CATALOG).unpriced());
        assertEquals(
                Money.of("0.09"),
                Pricing.of(cpus(Map.of("cpu9", 2), 1), CATALOG).burnRate());
    }

    @Test
    void where_no_worker_can_run_no_price_is_missed() {
        Usage usage = Pricing.of(gpus(new Types(List.of("NEW")), 1, 0, 0), CATALOG);
        assertEquals(Set.of(), usage.unpriced());
        assertEquals(Money.ZERO, usage.burnRate());
    }

    @Test
    void a_pool_that_the_catalogue_does_not_know_may_have_any_card_in_it() {
        Usage usage = Pricing.of(gpus(new Pools(List.of("P99"), List.of()), 2, 0, 3), CATALOG);
        assertEquals(Set.of("pool P99"), usage.unpriced());
        assertEquals(Set.of(), usage.cards());
        assertEquals(BigDecimal.valueOf(6), new Measure.Gpus("H100*", card -> card.startsWith("H100")).of(usage));
    }

    @Test
    void cards_are_counted_where_any_that_a_worker_may_get_matches() {
        Measure h100s = new Measure.Gpus("H100*", card -> card.startsWith("H100"));
        assertEquals(
                BigDecimal.valueOf(6), h100s.of(Pricing.of(gpus(new Types(List.of("L4", "H100")), 2, 0, 3), CATALOG)));
        assertEquals(BigDecimal.ZERO, h100s.of(Pricing.of(gpus(new Types(List.of("L4")), 2, 0, 3), CATALOG)));
        assertEquals(BigDecimal.ZERO, h100s.of(Pricing.of(cpus(Map.of("cpu3c", 8), 5), CATALOG)));
    }

    @Test
    void what_is_not_shown_is_not_free() {
        EndpointConfig unseen = EndpointConfig.unknown().with(Field.WORKERS_MAX, 2);
        Usage usage = Pricing.of(unseen, CATALOG);
        assertEquals(Set.of("its cards, which RunPod does not show"), usage.unpriced());
        assertEquals(Money.of("8.352"), usage.burnRate());
    }
}
