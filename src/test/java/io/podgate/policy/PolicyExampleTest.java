package io.podgate.policy;

import static io.podgate.policy.Policies.digest;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.podgate.endpoint.Field;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The example of the policy format, as far as it is supported. */
class PolicyExampleTest {

    private final PolicySet policy = Policies.policy(
            """
            metadata: {name: acme-gpu}
            account:
              workers: 30
              burnRate: 80.00
            prices:
              - {gpu: NVIDIA GeForce RTX 4090, pool: ADA_24, perHour: 1.10}
              - {cpu: cpu3c, perVcpuHour: 0.03}
            defaults:
              fields: [workersMin, workersMax, idleTimeout, scaling]
              limits:
                workersMax: {max: 5}
              rateLimit: 30/minute
              share: 3
            teams:
              - name: vision
                callers:
                  - {name: vision-autoscaler, token: "%s", rateLimit: 60/minute, fields: [workersMin, workersMax]}
                  - {name: vision-dashboard, token: "%s", role: reader, readLimit: 10/second}
                contact: "#vision-platform"
                enforcement: deny
                owns: [jpnw0v75y3qoql, "name:vision-*"]
                fields: [workersMin, workersMax, gpuTypes, name]
                limits:
                  gpuTypes:        {allow: [NVIDIA GeForce RTX 4090, NVIDIA L4, "pool:AMPERE_24"]}
                  gpuCount:        {max: 2}
                  workersMin:      {max: 1}
                  workersMax:      {max: 10}
                  idleTimeout:     {min: 1, max: 300}
                  executionTimeout: {min: 5s, max: 1h}
                  scaling:         {types: [QUEUE_DELAY], queueDelay: {min: 2}}
                  dataCenters:     {allow: [EU-RO-1, EU-SE-1]}
                  cpuFlavors:      {allow: [cpu3c]}
                  vcpuCount:       {max: 8}
                  template:        {allow: [30zmvf89kd]}
                  networkVolumes:  {allow: [agv6w2qcg7]}
                  image:           {allow: ["ghcr.io/acme/*"]}
                  env:             {deny: ["AWS_*"]}
                overrides:
                  - {endpoints: ["name:vision-train*"], limits: {workersMax: {max: 4}}}
              - name: research
            platform:
              callers:
                - {name: platform-oncall, token: "%s", role: platform}
                - {name: finance, token: "%s", role: auditor}
            """.formatted(digest("autoscaler"), digest("dashboard"), digest("oncall"), digest("finance")));

    private Team team(String name) {
        return policy.team(name).orElseThrow();
    }

    private Caller holderOf(String token) {
        return policy.callerByDigest(TokenDigest.of(token), InstantSource.system())
                .orElseThrow();
    }

    @Test
    void account_and_prices_are_exact() {
        assertEquals(new Account(Optional.of(30), Optional.of(new BigDecimal("80.00"))), policy.account());
        assertEquals(
                List.of(
                        new PriceOverride.Gpu(
                                "NVIDIA GeForce RTX 4090", Optional.of("ADA_24"), new BigDecimal("1.10"), false),
                        new PriceOverride.Cpu("cpu3c", new BigDecimal("0.03"), false)),
                policy.prices());
    }

    @Test
    void a_team_says_more_than_the_defaults() {
        Team vision = team("vision");
        assertEquals(Optional.of("#vision-platform"), vision.contact());
        assertEquals(Set.of(Field.WORKERS_MIN, Field.WORKERS_MAX, Field.GPU_TYPES, Field.NAME), vision.fields());
        assertEquals(Map.of("max", 10), vision.limits().plain().get("workersMax"));
        assertEquals(Map.of("min", 5L, "max", 3600L), vision.limits().plain().get("executionTimeout"));
        assertEquals(14, vision.limits().plain().size());
    }

    @Test
    void a_team_that_says_nothing_has_the_defaults() {
        Team research = team("research");
        assertEquals(
                Set.of(Field.WORKERS_MIN, Field.WORKERS_MAX, Field.IDLE_TIMEOUT, Field.SCALING), research.fields());
        assertEquals(Map.of("workersMax", Map.of("max", 5)), research.limits().plain());
        assertEquals(Rate.perMinute(30), research.rateLimit());
        assertEquals(3, research.share());
    }

    @Test
    void overrides_hold_for_the_endpoints_they_name() {
        Team vision = team("vision");
        assertEquals(
                Map.of("max", 4),
                vision.limitsFor("x", "vision-train-1").plain().get("workersMax"));
        assertEquals(
                Map.of("max", 1),
                vision.limitsFor("x", "vision-train-1").plain().get("workersMin"));
        assertEquals(
                Map.of("max", 10), vision.limitsFor("x", "vision-ocr").plain().get("workersMax"));
    }

    @Test
    void callers_are_found_by_their_tokens() {
        Caller autoscaler = holderOf("autoscaler");
        assertEquals("vision-autoscaler", autoscaler.name());
        assertEquals(Role.CALLER, autoscaler.role());
        assertEquals(Optional.of(team("vision")), policy.teamOf(autoscaler));
        assertEquals(Optional.of(Set.of(Field.WORKERS_MIN, Field.WORKERS_MAX)), autoscaler.ownFields());
        assertEquals(Role.READER, holderOf("dashboard").role());
        assertEquals(Role.PLATFORM, holderOf("oncall").role());
        assertEquals(Role.AUDITOR, holderOf("finance").role());
        assertEquals(Optional.empty(), policy.teamOf(holderOf("finance")));
        assertEquals(Optional.empty(), policy.callerByDigest(TokenDigest.of("somebody"), InstantSource.system()));
    }

    @Test
    void rates_come_from_the_caller_then_the_team_then_the_defaults() {
        assertEquals(Rate.perMinute(60), holderOf("autoscaler").rateLimit());
        assertEquals(Rate.perMinute(30), holderOf("dashboard").rateLimit());
        assertEquals(
                Rate.parse("10/second").orElseThrow(), holderOf("dashboard").readLimit());
        assertEquals(Rate.perMinute(1200), holderOf("oncall").readLimit());
    }
}
