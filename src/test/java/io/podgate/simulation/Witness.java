package io.podgate.simulation;

import io.podgate.admission.Decision;
import io.podgate.admission.IdempotencyKey;
import io.podgate.admission.Intent;
import io.podgate.admission.Opening;
import io.podgate.admission.Outcome;
import io.podgate.json.Json;
import io.podgate.runpod.Room;
import io.podgate.runpod.Room.Asked;
import io.podgate.sandbox.Unplugged;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees everything that happens and believes nobody. What must never be is noticed when it is; what must be in the end
 * is asked for when everything is at rest.
 */
final class Witness {

    /** For how long what somebody else has raised may not be known to the gateway. */
    static final Duration NEWS = Duration.ofMinutes(2);

    /** Longer than any caller waits. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(27);

    private final Scheduler scheduler;
    private final Story story;
    private final Unplugged runpod;
    private final Registry registry;
    private final Map<String, Case> cases = new LinkedHashMap<>();
    private final Map<IdempotencyKey, Case> landedByKey = new HashMap<>();
    private final Map<String, Opened> opened = new HashMap<>();
    private final Map<String, String> lastWriter = new HashMap<>();
    private final Map<String, Long> raised = new HashMap<>();
    private final Map<String, Long> writtenElsewhere = new HashMap<>();

    /**
     * Endpoints with an update of which somebody was told that it is not known what came of it. That may have done what
     * a later one is about; RunPod shows no difference.
     */
    private final Set<String> doubtful = new HashSet<>();

    private final Map<String, Long> asked = new LinkedHashMap<>();
    private List<Json.Obj> stands;
    private @Nullable String breach;

    private record Opened(Intent intent, Opening opening) {}

    /** What is known of one decision that was sent to RunPod. */
    static final class Case {

        private final String id;
        private final String endpoint;
        private final Books books;
        private final boolean bypassed;
        private final Optional<IdempotencyKey> key;
        private int sent;
        private int landed;
        private boolean touched;
        private boolean joined;

        private Case(Intent intent, boolean bypassed) {
            this.id = intent.decisionId();
            this.endpoint = intent.endpointId();
            this.books = House.books(intent.books());
            this.bypassed = bypassed;
            this.key = intent.idempotencyKey();
        }

        String id() {
            return id;
        }

        boolean bypassed() {
            return bypassed;
        }

        boolean landed() {
            return landed > 0;
        }

        /**
         * Whether somebody wrote over it of whom the ledger need not know, so that nobody can tell whether it was done.
         */
        boolean touched() {
            return touched;
        }
    }

    Witness(Scheduler scheduler, Story story, Unplugged runpod, Registry registry) {
        this.scheduler = scheduler;
        this.story = story;
        this.runpod = runpod;
        this.registry = registry;
        this.stands = runpod.endpoints();
    }

    Optional<String> breach() {
        return Optional.ofNullable(breach);
    }

    void breach(String what) {
        if (breach == null) {
            breach = what;
            story.tell("BREACH " + what);
        }
    }

    /** The ledger has answered. */
    void opened(Intent intent, Opening opening) {
        opened.put(intent.endpointId(), new Opened(intent, opening));
        if (!(opening instanceof Opening.Opened)) {
            story.tell(intent.decisionId() + " is not opened: " + opening);
        }
    }

    /** An update leaves the gateway. Its endpoint's lock is held by the decision that the ledger has answered last. */
    Optional<Case> sends(Asked update) {
        Opened last = opened.get(update.endpointId());
        if (last == null) {
            breach("an update of " + update.endpointId() + " is sent without having been opened");
            return Optional.empty();
        }
        String id = last.intent().decisionId();
        boolean bypassed =
                last.opening() instanceof Opening.Unreachable && last.intent().onlyShrinks();
        if (!bypassed && !registry.hasIntent(id)) {
            breach(id + " is sent without a durable intent");
        }
        Case found = cases.computeIfAbsent(id, key -> new Case(last.intent(), bypassed));
        if (++found.sent > Room.MAX_ATTEMPTS) {
            breach(id + " is sent for the " + found.sent + "th time");
        }
        return Optional.of(found);
    }

    /** An update arrives at RunPod. */
    Unplugged.Said lands(Case of, Supplier<Unplugged.Said> arrival) {
        Unplugged.Said said = arrival.get();
        if (said.good()) {
            story.tell(of.id + " lands on " + of.endpoint);
            if (of.landed++ > 0 && of.sent == 1) {
                breach(of.id + " takes effect again, and was sent once");
            }
            of.key.map(key -> landedByKey.putIfAbsent(key, of)).ifPresent(first -> again(first, of));
            List<Json.Obj> before = stands;
            if (of.bypassed) {
                wrote(of.endpoint, of.id);
            }
            lastWriter.put(of.endpoint, of.id);
            if (!asked.containsKey(of.id)) {
                late(of.endpoint);
            }
            stands = runpod.endpoints();
            compare(before, stands, of);
        }
        return said;
    }

    /** What somebody's late attempt does may be what an update under way asks for: then it shows, and came of both. */
    private void late(String endpoint) {
        cases.values().stream()
                .filter(of -> of.endpoint.equals(endpoint) && asked.containsKey(of.id))
                .forEach(of -> of.joined = true);
    }

    /** A key is good for one effect; what was sent past the ledger, or written over by somebody, it cannot know of. */
    private void again(Case first, Case second) {
        boolean known = !first.bypassed && !first.touched && !second.bypassed;
        if (known && !first.id.equals(second.id)) {
            breach(second.id + " does again under its key what " + first.id + " has done");
        }
    }

    /** By the books that it was judged by. What others judge by has to wait for it. */
    private void compare(List<Json.Obj> before, List<Json.Obj> after, Case of) {
        Map<String, BigDecimal> stood = Truth.of(before, of.books);
        Truth.of(after, of.books).forEach((line, amount) -> {
            BigDecimal cap = of.books.caps().getOrDefault(line, amount);
            boolean grows = amount.compareTo(stood.getOrDefault(line, BigDecimal.ZERO)) > 0;
            if (grows && amount.compareTo(cap) > 0 && !isNews(line, of.books)) {
                breach("%s brings %s to %s, above %s".formatted(of.id, line, amount, cap));
            }
        });
    }

    private boolean isNews(String line, Books books) {
        return raised.entrySet().stream()
                .anyMatch(each ->
                        books.counts(each.getKey(), line) && scheduler.nanoTime() - each.getValue() < NEWS.toNanos());
    }

    /**
     * Somebody edits an endpoint behind the gateway's back, so that updates under way may come to more than they would.
     */
    void edits(String endpoint, String what, Runnable edit) {
        edit.run();
        story.tell("somebody changes " + endpoint + " to " + what);
        wrote(endpoint, "somebody else");
        raised.put(endpoint, scheduler.nanoTime());
    }

    /** RunPod itself takes workers from an endpoint. */
    void shrinks(String endpoint, String what, Runnable edit) {
        edit.run();
        story.tell("RunPod changes " + endpoint + " to " + what);
        wrote(endpoint, "RunPod");
    }

    private void wrote(String endpoint, String who) {
        stands = runpod.endpoints();
        lastWriter.put(endpoint, who);
        writtenElsewhere.put(endpoint, scheduler.nanoTime());
        cases.values().stream().filter(of -> of.endpoint.equals(endpoint)).forEach(of -> of.touched = true);
    }

    /** Whether somebody wrote to it of whom the gateway need not know yet, so that it may stand as it was asked for. */
    private boolean isChangedElsewhere(String endpoint) {
        Long written = writtenElsewhere.get(endpoint);
        return written != null && scheduler.nanoTime() - written < NEWS.toNanos();
    }

    void asked(String decisionId) {
        asked.put(decisionId, scheduler.nanoTime());
    }

    void decided(Decision decision) {
        String id = decision.request().decisionId();
        if (asked.remove(id) == null) {
            breach(id + " is decided twice");
        }
        story.tell(id + " ends " + decision.outcome().label() + " " + Registry.words(decision.outcome()));
        if (decision.outcome() instanceof Outcome.Unknown) {
            doubtful.add(decision.request().endpointId());
        }
        if (decision.outcome() instanceof Outcome.Bug(Throwable cause)) {
            breach(id + " ends in a bug: " + cause);
        }
        Case sent = cases.get(id);
        boolean here = sent != null && (sent.landed() || sent.joined || doubtful.contains(sent.endpoint));
        if (decision.outcome() instanceof Outcome.Applied
                && !here
                && (sent == null || !(sent.touched() || isChangedElsewhere(sent.endpoint)))) {
            breach(id + " is said to be applied and is not");
        }
        registry.told(id, decision.outcome());
    }

    /** The process is gone, and with it whatever it was at. */
    void crashed() {
        asked.clear();
        opened.clear();
    }

    /** After every step. */
    void look() {
        registry.look().ifPresent(this::breach);
        if (!asked.isEmpty()) {
            Map.Entry<String, Long> oldest = asked.entrySet().iterator().next();
            if (scheduler.nanoTime() - oldest.getValue() > ANSWERED_WITHIN.toNanos()) {
                breach(oldest.getKey() + " is not answered");
            }
        }
    }

    /** When nothing is in flight any more. */
    void rests(Books books, Map<String, BigDecimal> ledger, int unsettled) {
        List<String> wrong = new ArrayList<>();
        Map<String, BigDecimal> truth = Truth.of(stands, books);
        books.caps().keySet().forEach(line -> {
            BigDecimal held = ledger.getOrDefault(line, BigDecimal.ZERO);
            BigDecimal takes = truth.getOrDefault(line, BigDecimal.ZERO);
            if (held.compareTo(takes) != 0) {
                wrong.add(line + ": the ledger has " + held + ", RunPod " + takes);
            }
        });
        if (unsettled > 0) {
            wrong.add(unsettled + " updates are unsettled");
        }
        wrong.addAll(registry.flaws(cases.values()));
        if (!wrong.isEmpty()) {
            breach("at rest " + wrong);
        }
    }
}
