package io.podgate.sandbox;

import io.podgate.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A RunPod that runs on a laptop. Everything here may be called from any thread while it serves; what it hands out does
 * not change any more.
 */
public final class Sandbox {

    private static final int REMEMBERED_REQUESTS = 10_000;
    private static final int START_SECONDS = 10;

    private final SandboxOptions options;
    private final Face face;
    private final World world;
    private final Faults faults = new Faults();
    private final Journal journal;
    private final HttpServer server;

    private Sandbox(Vertx vertx, SandboxOptions options) {
        this.options = options;
        this.face = Face.of(options.dialect());
        this.world = new World(Seed.holdings(), options.clock());
        this.journal = new Journal(REMEMBERED_REQUESTS, options.apiKey(), options.clock());
        if (options.demoFleet()) {
            populate();
        }
        Door door = new Door(face, options, world, faults, journal, vertx);
        Control control = new Control(this);
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(options.host())
                        .setPort(options.port())
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(request -> receive(request, door, control));
    }

    /** Starts a sandbox; the future succeeds once it listens. */
    public static Future<Sandbox> start(Vertx vertx, SandboxOptions options) {
        Sandbox sandbox = new Sandbox(vertx, options);
        return sandbox.server.listen().map(sandbox);
    }

    /**
     * Starts a sandbox and waits until it listens. Not for event loops.
     *
     * @throws IllegalStateException where it cannot listen, as on a port that is taken; its message says so in one line
     */
    public static Sandbox open(Vertx vertx, SandboxOptions options) {
        try {
            return start(vertx, options)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(options + " does not start: " + why.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(options + " does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(options + " was interrupted", e);
        }
    }

    /** Stops listening; open connections are closed. */
    public Future<Void> close() {
        return server.close();
    }

    public int port() {
        return server.actualPort();
    }

    /** What {@code podgate.runpod.url} has to be, {@code http://127.0.0.1:9091/v2}. */
    public String url() {
        return "http://" + options.host() + ":" + port() + face.base();
    }

    public Faults faults() {
        return faults;
    }

    /**
     * Adds or replaces an endpoint.
     *
     * @param endpoint in the shape of v2's {@code Endpoint}; everything but the id may be left out. {@code templateId},
     *     {@code userId} and {@code version} are what only v1 shows
     */
    public void seed(Json.Obj endpoint) {
        world.put(Seed.hosted(endpoint));
    }

    /** The endpoint in v2's shape, whatever dialect the sandbox speaks. */
    public Optional<Json.Obj> endpoint(String id) {
        return world.find(id).map(this::shown);
    }

    /** All endpoints in v2's shape. */
    public List<Json.Obj> endpoints() {
        return world.endpoints().stream().map(this::shown).toList();
    }

    /**
     * Changes an endpoint out of band, as RunPod's console or its own housekeeping would: no request is logged and no
     * rule is asked.
     *
     * @param change a merge patch (RFC 7396) in v2's shape
     * @return whether there is such an endpoint
     */
    public boolean alter(String id, Json.Obj change) {
        try {
            world.alter(id, change);
            return true;
        } catch (Refusal unknown) {
            return false;
        }
    }

    /**
     * Shows each endpoint that an update has changed, in v2's shape: in the order in which updates take effect, and
     * before anybody else can see it. There is one watcher; it must not take long.
     */
    public void watch(Consumer<Json.Obj> watcher) {
        world.watch(endpoint -> watcher.accept(shown(endpoint)));
    }

    /** Deletes an endpoint out of band; what it has spent stays spent. */
    public void remove(String id) {
        world.remove(id);
    }

    /** Adds a card to the catalogue, or replaces one; in the shape of v2's {@code GpuType}. */
    public void offer(Json.Obj gpu) {
        world.offer(gpu);
    }

    /** Bills money to an endpoint, USD, for one day (UTC). */
    public void bill(LocalDate day, String endpoint, BigDecimal amount) {
        world.bills().add(day, endpoint, amount);
    }

    /** The last ten thousand requests to RunPod's API, oldest first; those to the control API are not among them. */
    public List<Visit> requests() {
        return journal.visits();
    }

    public void forgetRequests() {
        journal.clear();
    }

    /** Back to the first state: no faults, no requests, the endpoints it started with. Bills and catalogue stay. */
    public void reset() {
        faults.clear();
        journal.clear();
        world.clear();
        if (options.demoFleet()) {
            Seed.fleet().forEach(world::put);
        }
    }

    LocalDate today() {
        return LocalDate.ofInstant(options.clock().instant(), ZoneOffset.UTC);
    }

    private void populate() {
        Seed.fleet().forEach(world::put);
        Json.Obj spending = Seed.spending();
        for (String id : spending.members().keySet()) {
            bill(today().withDayOfMonth(1), id, Docs.number(spending, id).orElse(BigDecimal.ZERO));
        }
    }

    private Json.Obj shown(Hosted endpoint) {
        return V2View.of(endpoint, world.holdings().stock());
    }

    private void receive(HttpServerRequest request, Door door, Control control) {
        request.body().onSuccess(body -> {
            if (Control.concerns(request.path())) {
                control.handle(request, body);
            } else {
                door.enter(request, body);
            }
        });
    }
}
