package io.podgate.runpod;

import io.podgate.admission.Catalogs;
import io.podgate.admission.Deadline;
import io.podgate.admission.EndpointReads;
import io.podgate.admission.Errand;
import io.podgate.admission.Fleet;
import io.podgate.admission.Noticeboard;
import io.podgate.admission.PolicySource;
import io.podgate.admission.Runpod;
import io.podgate.admission.Timing;
import io.podgate.endpoint.Payload;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** This room put together as the gateway does, but for the wire: whoever opens it has RunPod's part. */
public final class Room {

    /** As the gateway's own settings are. */
    public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    public static final int MAX_ATTEMPTS = 3;

    private static final int FREE_RETRIES = 10;

    private static final Duration FLEET_MAX_AGE = Duration.ofMinutes(5);
    private static final Duration CATALOG_MAX_AGE = Duration.ofHours(6);

    private final RunpodGateway gateway;
    private final FleetSnapshot fleet;
    private final FrugalReads reads;
    private final LiveCatalog catalog;
    private final FirstLook firstLook;

    /** What is asked of RunPod, and how long the answer may take. */
    public record Asked(String operation, String method, String path, Payload body, Duration patience) {

        public boolean updates() {
            return operation.equals("update");
        }

        /** The path's last part. */
        public String endpointId() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** How one exchange ends. */
    public sealed interface Ending {
        record Answered(int status, Map<String, String> headers, Payload body) implements Ending {}

        record Unreachable() implements Ending {}

        record Cut() implements Ending {}

        record TimedOut() implements Ending {}

        record BreakerOpen() implements Ending {}

        record NoPermit() implements Ending {}
    }

    /** The other end. */
    @FunctionalInterface
    public interface Wire {
        Uni<Ending> ask(Asked asked);
    }

    /** Sees who comes to the line for RunPod's quota. */
    @FunctionalInterface
    public interface Usher {
        Place comes(Errand errand);
    }

    /** For one exchange. */
    public interface Place {

        /** As what it is to stand in line. */
        Errand standsAs();

        /** Its turn has come. */
        void begins();

        /** It is over, whether its turn came or not. */
        void leaves();
    }

    public Room(String url, Wire wire, Usher usher, PolicySource policies, InstantSource clock, Timing timing) {
        RunpodAddress address = RunpodAddress.of(URI.create(url));
        Attempts attempts = new Attempts(watched(usher, wire, timing), MAX_ATTEMPTS, FREE_RETRIES, timing, new Deaf());
        this.gateway = new RunpodGateway(address, attempts, clock, timing);
        this.fleet = new FleetSnapshot(gateway, gateway.unreadable(), FLEET_MAX_AGE, clock);
        this.reads = new FrugalReads(gateway, fleet, Noticeboard.OF_ONES_OWN, clock, timing);
        this.catalog = new LiveCatalog(address, attempts, policies, CATALOG_MAX_AGE, clock);
        this.firstLook = new FirstLook(fleet, catalog, REQUEST_TIMEOUT, timing);
    }

    private static Line watched(Usher usher, Wire wire, Timing timing) {
        IdentityHashMap<Errand, Place> places = new IdentityHashMap<>();
        Line fair = new FairLine(
                (exchange, errand) -> {
                    Objects.requireNonNull(places.get(errand)).begins();
                    return wire.ask(asked(exchange, errand)).chain(Room::told);
                },
                timing,
                new Deaf());
        return (exchange, errand) -> Uni.createFrom().deferred(() -> {
            Place place = usher.comes(errand);
            Errand one = place.standsAs().as(errand.urgency());
            places.put(one, place);
            return fair.send(exchange, one).onTermination().invoke(() -> {
                places.remove(one);
                place.leaves();
            });
        });
    }

    private static Asked asked(Exchange exchange, Errand errand) {
        Duration left = errand.deadline().remaining();
        return new Asked(
                exchange.operation(),
                exchange.method().name(),
                exchange.path(),
                exchange.body().orElse(Payload.empty()),
                left.compareTo(REQUEST_TIMEOUT) < 0 ? left : REQUEST_TIMEOUT);
    }

    private static Uni<Answer> told(Ending ending) {
        return switch (ending) {
            case Ending.Answered(int status, Map<String, String> headers, Payload body) -> {
                MultiMap all = MultiMap.caseInsensitiveMultiMap();
                headers.forEach(all::add);
                Answer answer = new Answer(status, all, body);
                yield status >= 500
                        ? failed(new ExchangeFailure.ServerError(answer))
                        : Uni.createFrom().item(answer);
            }
            case Ending.Unreachable u -> failed(new ExchangeFailure.NotSent("refused"));
            case Ending.Cut c -> failed(new ExchangeFailure.Cut("reset"));
            case Ending.TimedOut t -> failed(new ExchangeFailure.TimedOut("no answer"));
            case Ending.BreakerOpen b -> failed(new CircuitBreakerOpenException("open"));
            case Ending.NoPermit n -> failed(new BulkheadException("full"));
        };
    }

    private static Uni<Answer> failed(Throwable why) {
        return Uni.createFrom().failure(why);
    }

    public Runpod runpod() {
        return gateway;
    }

    public Fleet fleet() {
        return fleet;
    }

    public Catalogs catalogs() {
        return catalog;
    }

    public EndpointReads reads() {
        return reads;
    }

    public List<String> awaited() {
        return firstLook.awaited();
    }

    public Uni<Void> takeFirstLook() {
        return firstLook.take();
    }

    public Uni<Void> refreshCatalog(Deadline deadline) {
        return catalog.looked() ? catalog.refresh(deadline) : Uni.createFrom().voidItem();
    }

    /** Whatever was last seen of an endpoint carries this tag. */
    public Optional<String> tag(String endpointId) {
        return fleet.known(endpointId).map(gateway::tag);
    }
}
