package io.podgate.simulation;

import io.podgate.admission.Outcome;
import io.podgate.json.Json;
import io.podgate.trail.PaperTrail.Disk;
import io.podgate.trail.TrailRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the trail says about decisions, held against what callers were told and what RunPod did. */
final class Registry {

    /** Outcomes that say that nothing was done. */
    private static final Set<String> NOTHING_DONE =
            Set.of("failed", "unavailable", "rejected", "rate-limited", "denied");

    private final Disk disk;
    private int read;
    private final Set<String> intents = new HashSet<>();
    private final Map<String, String> results = new HashMap<>();
    private final Map<String, String> told = new HashMap<>();

    Registry(Disk disk) {
        this.disk = disk;
    }

    static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Replayed(String first, Outcome o) -> "(" + first + " " + o.label() + ")";
            case Outcome.Denied denied -> denied.violations().toString();
            case Outcome.Invalid invalid -> invalid.violations().toString();
            case Outcome.StateUnavailable s -> s.missing();
            case Outcome.LedgerUnavailable l -> l.detail();
            case Outcome.Unavailable u -> u.detail();
            case Outcome.Failed f -> f.detail();
            case Outcome.Rejected r -> r.detail();
            case Outcome.Unknown u -> u.detail();
            default -> "";
        };
    }

    /** Reads what has been written since the last time. */
    Optional<String> look() {
        if (disk.size() == read) {
            return Optional.empty();
        }
        List<byte[]> lines = disk.lines();
        Optional<String> flaw = Optional.empty();
        for (; read < lines.size(); read++) {
            Json.Obj record = TrailRecord.read(lines.get(read)).orElseThrow();
            if (record.string("phase").orElseThrow().equals("event")) {
                continue;
            }
            String id = record.string("decisionId").orElseThrow();
            boolean isIntent = record.string("phase").orElseThrow().equals("intent");
            boolean second = isIntent
                    ? !intents.add(id) && !record.members().containsKey("bypassed")
                    : results.put(id, record.string("outcome").orElseThrow()) != null;
            if (second) {
                flaw = Optional.of(id + " has a second " + (isIntent ? "intent" : "result"));
            }
        }
        return flaw;
    }

    boolean hasIntent(String decisionId) {
        look();
        return intents.contains(decisionId);
    }

    void told(String decisionId, Outcome outcome) {
        told.put(decisionId, outcome.label());
    }

    /** What does not fit together when everything has an end. */
    List<String> flaws(Collection<Witness.Case> sent) {
        List<String> flaws = new ArrayList<>();
        for (String intent : intents) {
            if (!results.containsKey(intent)) {
                flaws.add(intent + " has no result");
            }
        }
        for (Witness.Case of : sent) {
            String recorded = results.getOrDefault(of.id(), "nothing");
            if (of.landed() && (NOTHING_DONE.contains(recorded) || saidNothingDone(of)) && !of.touched()) {
                flaws.add(of.id() + " was done, and is recorded as " + recorded + ", told as " + told.get(of.id()));
            }
        }
        return flaws;
    }

    private boolean saidNothingDone(Witness.Case of) {
        String label = told.get(of.id());
        return label != null && NOTHING_DONE.contains(label);
    }
}
