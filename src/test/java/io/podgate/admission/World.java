package io.podgate.admission;

import io.podgate.budget.Spending;
import io.podgate.dialect.Dialect;
import io.podgate.dialect.ParsedUpdate;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Change;
import io.podgate.endpoint.ComputeFamily;
import io.podgate.endpoint.Draft;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Payload;
import io.podgate.endpoint.Routing;
import io.podgate.policy.Caller;
import io.podgate.policy.PolicyLoad;
import io.podgate.policy.PolicyLoader;
import io.podgate.policy.PolicySet;
import io.podgate.policy.TokenDigest;
import io.podgate.trail.NoLog;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A world around the pipeline whose every part does what a test says. It drafts as a v2 RunPod would, unless told to
 * speak v1.
 */
final class World implements Fleet, Catalogs, Runpod, CallerLimits, AuditTrail {

    static final String ID = "ep1";
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Upstream ONE = new Upstream(1, Optional.of(200), Optional.empty(), Duration.ZERO);

    final PolicySet policy;
    final List<Decision> recorded = new ArrayList<>();
    final List<Decision> heard = new ArrayList<>();
    final List<String> sent = new ArrayList<>();
    int fetched;
    int listed;
    int templatesRead;

    Dialect runpod = Dialect.V2;
    EndpointConfig snapshot = config(3);
    EndpointConfig truth = config(3);
    /** What RunPod shows of the endpoint once it was sent an update; empty is the truth as it stands. */
    Optional<EndpointConfig> becomes = Optional.empty();

    Duration patience = Duration.ofSeconds(5);
    Catalog catalog = new Catalog(List.of(gpu("NVIDIA L4"), gpu("NVIDIA RTX A5000")), List.of());
    boolean catalogKnown = true;
    boolean catalogFresh = true;
    boolean recent = true;
    boolean granted = true;
    boolean counted = true;
    boolean billsFresh = true;
    Optional<Spending> spending = Optional.empty();
    Optional<String> key = Optional.empty();
    Set<String> unread = Set.of();
    Optional<Precondition> precondition = Optional.empty();
    final FakeLedger ledger = new FakeLedger();
    boolean broken;
    String decision = "decision";
    boolean lingers;
    Optional<Latecomers> latecomers = Optional.empty();
    Optional<Lookout> lookout = Optional.empty();
    Instant at = NOW;
    boolean readBack;
    long version;
    Optional<Reply<Sighting>> fetchEnds = Optional.empty();
    Optional<Reply<Sighting>> updateEnds = Optional.empty();
    Reply<EndpointConfig> template = new Reply.Answered<>(EndpointConfig.unknown(), ONE);

    private record Billed(Optional<Spending> spending, boolean fresh) implements Bills {

        @Override
        public Optional<Spending> spending(PolicySet policy) {
            return spending;
        }
    }

    /** With no budget to speak of. */
    World() {
        this("workers: 100");
    }

    World(String budget) {
        this.policy = policy(budget);
    }

    static EndpointConfig config(int workersMax) {
        return EndpointConfig.builder()
                .set(Field.NAME, "vision-ocr")
                .set(Field.GPU_TYPES, new GpuSelection.Pools(List.of("AMPERE_24"), List.of("NVIDIA RTX A5000")))
                .set(Field.WORKERS_MIN, 0)
                .set(Field.WORKERS_MAX, workersMax)
                .set(Field.IMAGE, "acme/ocr:1")
                .build();
    }

    private static Catalog.GpuType gpu(String id) {
        return new Catalog.GpuType(id, Optional.of("AMPERE_24"), Optional.of(BigDecimal.ONE));
    }

    void withoutCatalog() {
        catalog = Catalog.empty();
        catalogKnown = false;
        catalogFresh = false;
    }

    Decision admit(String body) {
        return admit("demo", body, false);
    }

    Decision admit(String token, String body, boolean dryRun) {
        return new Admission(ports())
                .admit(request(token, body, dryRun), policy)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    Decision refuse(Outcome outcome) {
        return new Admission(ports())
                .refuse(request("demo", "{}", false), policy, outcome)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private Admission.Ports ports() {
        PolicySource policies = () -> Optional.of(policy);
        Lookout seen = lookout.orElseGet(() -> lookout((now, fields) -> {}));
        Census census = new Census(ledger, this, policies, this, seen);
        if (counted) {
            census.recount(Deadline.in(patience)).await().indefinitely();
        }
        return new Admission.Ports(
                this,
                this,
                this,
                new Billed(spending, billsFresh),
                Freezes.NONE,
                this,
                ledger,
                census,
                new Settler(ledger, this, policies, this, Timing.real()),
                latecomers.orElseGet(() -> new Latecomers(this, new NoLog(), this, new Drifts(), () -> NOW)),
                seen,
                this,
                heard::add,
                () -> NOW,
                Timing.real());
    }

    /** As of the moment at which this world shows something. */
    Lookout lookout(FleetListener listener) {
        return new Lookout(this, ledger, this, listener, () -> at);
    }

    private UpdateRequest request(String token, String body, boolean dryRun) {
        Caller caller = policy.callerByDigest(TokenDigest.of(token), InstantSource.system())
                .orElseThrow();
        var parsed = (ParsedUpdate.Understood) Dialect.V2.parseUpdate(body.getBytes(StandardCharsets.UTF_8));
        return new UpdateRequest(
                decision,
                "request",
                Optional.empty(),
                caller,
                ID,
                "v2",
                parsed.update(),
                List.of(),
                dryRun,
                Optional.empty(),
                key.map(text -> new IdempotencyKey("vision", ID, text)),
                body,
                precondition,
                Deadline.in(patience));
    }

    private static PolicySet policy(String budget) {
        try {
            Path file = Files.createTempFile("podgate", ".yaml");
            Files.writeString(file, """
                    apiVersion: podgate/v1
                    kind: PolicySet
                    account: {workers: 30}
                    teams:
                      - name: vision
                        owns: ["name:vision-*"]
                        fields: [workersMin, workersMax, gpuTypes, template]
                        limits: {workersMax: {max: 10}, env: {deny: ["AWS_*"]}}
                        budget: {%s}
                        callers: [{name: app, token: "%s"}]
                    platform:
                      callers: [{name: oncall, token: "%s", role: platform}]
                    """.formatted(
                            budget,
                            TokenDigest.of("demo").asWritten(),
                            TokenDigest.of("oncall").asWritten()));
            return ((PolicyLoad.Loaded) PolicyLoader.load(file)).policy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Sighting seen(EndpointConfig config) {
        return new Sighting(
                new Endpoint(ID, Optional.of(ComputeFamily.GPU), Optional.of(Routing.QUEUE), Optional.empty(), config),
                Payload.empty(),
                at);
    }

    @Override
    public Optional<Sighting> known(String endpointId) {
        return Optional.of(seen(snapshot));
    }

    @Override
    public Collection<Sighting> all() {
        return List.of(seen(snapshot));
    }

    @Override
    public boolean recent(Sighting sighting) {
        return recent;
    }

    @Override
    public Uni<Reply<Sighting>> fetch(String endpointId, Errand errand) {
        fetched++;
        return Uni.createFrom().item(fetchEnds.orElse(new Reply.Answered<>(seen(truth), ONE)));
    }

    @Override
    public void saw(Sighting sighting) {
        snapshot = sighting.endpoint().config();
    }

    @Override
    public Catalog current() {
        return catalog;
    }

    @Override
    public boolean known() {
        return catalogKnown;
    }

    @Override
    public boolean fresh() {
        return catalogFresh;
    }

    @Override
    public Draft draft(Endpoint current, EndpointUpdate update, Catalog known, Optional<EndpointConfig> container) {
        if (broken) {
            throw new IllegalStateException("a bug");
        }
        return runpod.draft(current, update, known, container);
    }

    @Override
    public String updatePath(String endpointId) {
        return "/v2/serverless/" + endpointId;
    }

    @Override
    public Uni<Sent> update(String endpointId, Payload body, Aim aim, Errand errand) {
        sent.add(new String(body.bytes(), StandardCharsets.UTF_8));
        Reply<Sighting> reply = updateEnds.orElseGet(() -> new Reply.Answered<>(seen(becomes.orElse(truth)), ONE));
        return Uni.createFrom().item(new Sent(reply, lingers, readBack));
    }

    @Override
    public Uni<Reply<EndpointConfig>> template(String templateId, Errand errand) {
        templatesRead++;
        return Uni.createFrom().item(template);
    }

    @Override
    public Uni<Allowance> take(Caller caller, Draw draw) {
        boolean passes = granted || draw == Draw.SHRINK;
        return Uni.createFrom()
                .item(new Allowance(
                        passes, 1, Duration.ofMinutes(1), 0, Duration.ofMinutes(1), Duration.ofSeconds(30)));
    }

    @Override
    public boolean recording() {
        return true;
    }

    @Override
    public Set<String> unread() {
        return unread;
    }

    @Override
    public boolean listedRecently() {
        return true;
    }

    @Override
    public Uni<Reply<Listing>> refresh(Errand errand) {
        listed++;
        ledger.counting.add("list");
        return Uni.createFrom()
                .item(new Reply.Answered<>(new Listing(Payload.empty(), List.of(seen(truth)), NOW), ONE));
    }

    @Override
    public Optional<Listing> adopt(Noticeboard.Notice list, Predicate<String> ahead) {
        return Optional.of(new Listing(list.text(), List.of(seen(truth)), list.asked()));
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public Optional<Instant> listed() {
        return Optional.of(NOW);
    }

    @Override
    public boolean rollsWorkers(List<Change<?>> changes) {
        return Change.rollsWorkers(changes);
    }

    @Override
    public String tag(Sighting sighting) {
        return "tag" + sighting.endpoint().config().get(Field.WORKERS_MAX).orElse(0);
    }

    @Override
    public Sighting withVariablesOf(Payload text, Sighting current) {
        return current;
    }

    @Override
    public void record(Decision decision) {
        recorded.add(decision);
    }

    @Override
    public void record(Event event) {
        throw new AssertionError("admission records decisions");
    }
}
