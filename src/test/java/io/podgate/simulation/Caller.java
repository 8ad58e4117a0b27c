package io.podgate.simulation;

import io.podgate.admission.EndpointReads;
import io.podgate.admission.Errand;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Precondition;
import io.podgate.admission.UpdateFingerprint;
import io.podgate.admission.UpdateRequest;
import io.podgate.dialect.ParsedUpdate;
import io.podgate.policy.PolicySet;
import io.podgate.policy.TokenDigest;
import io.smallrye.mutiny.subscription.Cancellable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks for one update after the other, thinks in between, and sometimes does not wait for the answer. */
final class Caller {

    private static final Duration THINKS = Duration.ofSeconds(4);
    private static final Duration DEADLINE = Duration.ofSeconds(25);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final String label;
    private final Scheduler scheduler;
    private final Chance chance;
    private final Story story;
    private final Witness witness;
    private final Supplier<PolicySet> policy;
    private final Supplier<Optional<Gateway>> gateways;
    private final Wishes wishes;
    private boolean away;
    private int asked;

    /**
     * Asks for nothing yet.
     *
     * @param name whose token it has
     * @param number tells it from others with the same
     */
    Caller(
            String name,
            int number,
            Scheduler scheduler,
            Chance chance,
            Story story,
            Witness witness,
            Supplier<PolicySet> policy,
            Supplier<Optional<Gateway>> gateways) {
        this.name = name;
        this.label = name.replace("-", "") + (number == 0 ? "" : "x" + number + "x");
        this.scheduler = scheduler;
        this.chance = chance;
        this.story = story;
        this.witness = witness;
        this.policy = policy;
        this.gateways = gateways;
        this.wishes = new Wishes(chance, name);
    }

    void comes() {
        away = false;
        thinks();
    }

    void goes() {
        away = true;
    }

    private void thinks() {
        scheduler.after(chance.upTo(THINKS), () -> {
            if (!away) {
                gateways.get().ifPresentOrElse(this::asks, this::thinks);
            }
        });
    }

    private void asks(Gateway gateway) {
        Wishes.Wish wish = wish();
        if (chance.once(0.05)) {
            reads(gateway, wish.endpoint());
        }
        if (!(wish.dialect().parseUpdate(wish.body().getBytes(StandardCharsets.UTF_8))
                instanceof ParsedUpdate.Understood parsed)) {
            throw new IllegalStateException(wish.body());
        }
        UpdateRequest request = request(gateway, wish, parsed);
        story.tell(request.decisionId() + " " + wish.dialect().name() + " " + wish.endpoint() + " " + wish.body()
                + wish.key().map(key -> " key " + key).orElse("")
                + (wish.dryRun() ? " dry run" : "")
                + request.precondition().map(match -> " if " + match.tags()).orElse(""));
        witness.asked(request.decisionId());
        waits(gateway, request);
    }

    private Wishes.Wish wish() {
        if (name.equals(House.PLATFORM)) {
            return wishes.brake(House.endpoints());
        }
        boolean strays = chance.once(0.02);
        String team = name.replace("-slow", "");
        return wishes.next(strays ? House.endpoints() : House.endpointsOf(team));
    }

    private void waits(Gateway gateway, UpdateRequest request) {
        Duration patience = chance.once(0.1) ? chance.upTo(Duration.ofSeconds(3)) : PATIENCE;
        Visit visit = new Visit();
        visit.until = scheduler.after(patience, visit::over);
        visit.answer = gateway.admit(request).subscribe().with(decision -> visit.over());
    }

    /** Ends when the answer comes, or with the caller's patience. */
    private final class Visit {

        private Scheduler.@Nullable Event until;
        private @Nullable Cancellable answer;
        private boolean over;

        private void over() {
            if (!over) {
                over = true;
                if (until != null) {
                    until.callOff();
                }
                if (answer != null) {
                    answer.cancel();
                }
                thinks();
            }
        }
    }

    private void reads(Gateway gateway, String endpoint) {
        Errand errand = new Errand(
                Errand.Share.HOUSE, Errand.Urgency.READ, gateway.life().deadline(DEADLINE));
        gateway.room()
                .reads()
                .one(endpoint, EndpointReads.Include.NOTHING, EndpointReads.Freshness.NOW, errand)
                .subscribe()
                .with(reply -> {});
    }

    private UpdateRequest request(Gateway gateway, Wishes.Wish wish, ParsedUpdate.Understood parsed) {
        io.podgate.policy.Caller caller = policy.get()
                .callerByDigest(TokenDigest.of(name), InstantSource.system())
                .orElseThrow();
        Optional<IdempotencyKey> key =
                wish.key().map(text -> new IdempotencyKey(caller.team().orElse("platform"), wish.endpoint(), text));
        return new UpdateRequest(
                label + ++asked,
                "request",
                Optional.empty(),
                caller,
                wish.endpoint(),
                wish.dialect().name(),
                parsed.update(),
                parsed.warnings(),
                wish.dryRun(),
                Optional.empty(),
                key,
                key.isPresent() ? UpdateFingerprint.of(parsed.update(), Gateway.DIGEST) : "",
                precondition(gateway, wish.endpoint()),
                gateway.life().deadline(chance.once(0.8) ? DEADLINE : chance.upTo(DEADLINE)));
    }

    private Optional<Precondition> precondition(Gateway gateway, String endpoint) {
        return chance.once(0.1)
                ? gateway.room().tag(endpoint).map(tag -> new Precondition(Set.of(tag), false))
                : Optional.empty();
    }

    static List<String> names() {
        return List.of("amber", "amber-slow", "birch", "birch-slow", "cedar", "cedar-slow", House.PLATFORM);
    }
}
