package io.podgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.Direction;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.GpuSelection.Pools;
import io.podgate.endpoint.GpuSelection.Types;
import io.podgate.endpoint.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GpuLimitTest {

    private static final String L4 = "NVIDIA L4";
    private static final String A5000 = "NVIDIA RTX A5000";
    private static final String RTX_4090 = "NVIDIA GeForce RTX 4090";
    private static final String H100_PCIE = "NVIDIA H100 PCIe";
    private static final String H100_HBM3 = "NVIDIA H100 80GB HBM3";

    private static Verdict from(GpuSelection before, GpuSelection after, String limit) {
        return Asking.under("{gpuTypes: " + limit + "}").change(Field.GPU_TYPES, before, after);
    }

    private static Violation only(Verdict verdict) {
        assertEquals(1, verdict.violations().size());
        return verdict.violations().getFirst();
    }

    private static Types types(String... types) {
        return new Types(List.of(types));
    }

    private static Pools pools(List<String> pools, String... excluded) {
        return new Pools(pools, List.of(excluded));
    }

    @Test
    void a_card_that_is_not_allowed_is_named_with_those_that_are() {
        Violation violation =
                only(from(types(L4), types(L4, RTX_4090, H100_PCIE), "{allow: [\"pool:AMPERE_24\", NVIDIA A*]}"));
        assertEquals(
                "gpuTypes NVIDIA GeForce RTX 4090, NVIDIA H100 PCIe are not allowed for team vision;"
                        + " allowed: pool:AMPERE_24, NVIDIA A*",
                violation.detail());
        assertEquals(Optional.of(List.of(RTX_4090, H100_PCIE)), violation.actual());
        assertEquals(Optional.of(List.of(L4)), violation.passes());
    }

    @Test
    void where_none_of_the_cards_pass_the_catalogue_says_which_would() {
        Violation violation = only(from(types(L4), types(H100_PCIE), "{allow: [\"pool:AMPERE_24\"]}"));
        assertEquals(Optional.of(List.of(L4, A5000)), violation.passes());
    }

    @Test
    void a_denied_pool_names_the_exclusions_that_would_make_it_pass() {
        Violation violation = only(from(
                pools(List.of("AMPERE_24")),
                pools(List.of("AMPERE_24", "ADA_80_PRO"), A5000),
                "{deny: [NVIDIA H100 80GB*]}"));
        assertEquals(
                "gpuTypes NVIDIA H100 80GB HBM3 is not allowed for team vision; denied: NVIDIA H100 80GB*;"
                        + " it passes with excludedTypes [NVIDIA H100 80GB HBM3, NVIDIA RTX A5000]",
                violation.detail());
        assertEquals(
                Optional.of(Map.of("gpuTypes", List.of(H100_PCIE, L4), "excludedTypes", List.of(H100_HBM3, A5000))),
                violation.passes());
    }

    @Test
    void the_exclusions_named_do_pass() {
        assertEquals(
                Verdict.ALLOWED,
                from(
                        pools(List.of("AMPERE_24")),
                        pools(List.of("AMPERE_24", "ADA_80_PRO"), H100_HBM3, A5000),
                        "{deny: [NVIDIA H100 80GB*]}"));
    }

    @Test
    void cards_that_were_there_may_stay() {
        String limit = "{allow: [NVIDIA L4]}";
        assertEquals(Verdict.ALLOWED, from(types(H100_PCIE, L4), types(L4, H100_PCIE), limit));
        assertEquals(Verdict.ALLOWED, from(types(H100_PCIE, A5000), types(L4, H100_PCIE), limit));
        assertEquals(Verdict.ALLOWED, from(pools(List.of("ADA_80_PRO")), types(H100_PCIE), limit));
    }

    @Test
    void a_pool_that_the_catalogue_does_not_know_is_not_allowed() {
        for (String limit : List.of("{allow: [\"*\"]}", "{allow: [\"pool:NEW\"]}", "{deny: [NVIDIA H100*]}")) {
            assertEquals(
                    Optional.of(List.of("NEW", "AMPERE_24")),
                    only(from(types(L4), pools(List.of("NEW", "AMPERE_24")), limit))
                            .actual());
        }
    }

    @Test
    void a_card_that_the_catalogue_does_not_know_may_be_in_a_denied_pool() {
        assertEquals(
                1,
                from(types(L4), types("NVIDIA X"), "{deny: [\"pool:ADA_24\"]}")
                        .violations()
                        .size());
        assertEquals(Verdict.ALLOWED, from(types(L4), types("NVIDIA X"), "{deny: [NVIDIA H100*]}"));
        assertEquals(Verdict.ALLOWED, from(types(L4), types("NVIDIA T4"), "{deny: [\"pool:ADA_24\"]}"));
    }

    @Test
    void what_is_denied_is_denied_even_where_it_is_allowed() {
        assertEquals(
                Optional.of(List.of(H100_PCIE)),
                only(from(types(L4), types(H100_PCIE, RTX_4090), "{allow: [\"*\"], deny: [\"pool:ADA_80_PRO\"]}"))
                        .actual());
    }

    @Test
    void the_same_cards_in_other_words_are_no_growth() {
        assertEquals(
                List.of(),
                Proposal.of(
                                "e1",
                                EndpointConfig.unknown().with(Field.GPU_TYPES, types(A5000, L4)),
                                EndpointConfig.unknown().with(Field.GPU_TYPES, pools(List.of("AMPERE_24"))),
                                Set.of(),
                                Asking.CATALOG,
                                Asking.NOW,
                                field -> Optional.empty())
                        .changes()
                        .stream()
                        .filter(change -> change.direction() == Direction.GROWS)
                        .toList());
    }
}
