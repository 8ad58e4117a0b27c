package io.podgate.policy;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Catalog.GpuType;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An update of endpoint e1 by caller "c" of team "vision", whose endpoints are e1 and name:vision-*. */
final class Asking {

    static final Catalog CATALOG = new Catalog(
            List.of(
                    gpu("NVIDIA L4", "AMPERE_24"),
                    gpu("NVIDIA RTX A5000", "AMPERE_24"),
                    gpu("NVIDIA GeForce RTX 4090", "ADA_24"),
                    gpu("NVIDIA H100 PCIe", "ADA_80_PRO"),
                    gpu("NVIDIA H100 80GB HBM3", "ADA_80_PRO"),
                    new GpuType("NVIDIA T4", Optional.empty(), Optional.empty())),
            List.of());

    /** Three workers on one card. */
    static final EndpointConfig OCR = EndpointConfig.builder()
            .set(Field.NAME, "vision-ocr")
            .set(Field.GPU_TYPES, new GpuSelection.Types(List.of("NVIDIA L4")))
            .set(Field.GPU_COUNT, 1)
            .set(Field.WORKERS_MIN, 0)
            .set(Field.WORKERS_MAX, 3)
            .build();

    /** That card costs a dollar an hour. */
    static final Catalog PRICED = new Catalog(
            List.of(new GpuType("NVIDIA L4", Optional.of("AMPERE_24"), Optional.of(BigDecimal.ONE))), List.of());

    /** When everything is judged. */
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private final PolicySet policy;

    private Asking(PolicySet policy) {
        this.policy = policy;
    }

    static GpuType gpu(String id, String pool) {
        return new GpuType(id, Optional.of(pool), Optional.empty());
    }

    /** Of a team that may change every field, under these limits. */
    static Asking under(String limits) {
        String fields = Field.all().stream().map(Field::key).toList().toString();
        return of("teams: [{name: vision, owns: [e1, \"name:vision-*\"], fields: %s, limits: %s, callers: [%s]}]"
                .formatted(fields, limits, caller("")));
    }

    static Asking of(String policy) {
        return new Asking(Policies.policy(policy));
    }

    static String caller(String more) {
        return "{name: c, token: \"%s\"%s}".formatted(Policies.digest("c"), more);
    }

    /** What an update of e1 costs. */
    static Bill bill(PolicySet policy, EndpointConfig before, EndpointConfig after, Catalog catalog) {
        return Bill.of(
                policy,
                Proposal.of("e1", before, after, Set.of(), catalog, NOW, field -> Optional.of("/" + field.key())));
    }

    Verdict judge(EndpointConfig before, EndpointConfig after) {
        return judge("e1", before, after, Set.of());
    }

    Verdict judge(String id, EndpointConfig before, EndpointConfig after, Set<Field<?>> fromTemplate) {
        Caller caller = policy.callerByDigest(TokenDigest.of("c"), InstantSource.system())
                .orElseThrow();
        return policy.judge(
                caller,
                Proposal.of(
                        id,
                        before,
                        after,
                        fromTemplate,
                        CATALOG,
                        NOW,
                        field -> fromTemplate.contains(field) ? Optional.empty() : Optional.of("/" + field.key())));
    }

    /** From one value to another, by themselves. */
    <T> Verdict change(Field<T> field, T before, T after) {
        EndpointConfig start = EndpointConfig.unknown().with(field, before);
        return judge(start, start.with(field, after));
    }

    /** To a value, from an unknown one. */
    <T> Verdict setting(Field<T> field, T after) {
        return judge(EndpointConfig.unknown(), EndpointConfig.unknown().with(field, after));
    }
}
