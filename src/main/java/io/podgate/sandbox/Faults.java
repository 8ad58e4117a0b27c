package io.podgate.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** The faults that are due; of several that concern a request the oldest strikes. */
public final class Faults {

    private final Map<String, Armed> armed = new LinkedHashMap<>();
    private int last;

    private static final class Armed {
        private final Fault fault;
        private final Random random;
        private int struck;

        private Armed(Fault fault) {
            this.fault = fault;
            this.random = new Random(
                    fault.trigger().chance().map(Trigger.Chance::seed).orElse(0L));
        }

        private boolean strikes() {
            return fault.trigger()
                    .chance()
                    .map(chance -> random.nextDouble() < chance.probability())
                    .orElse(true);
        }

        private boolean spent() {
            OptionalInt times = fault.trigger().times();
            return times.isPresent() && struck >= times.getAsInt();
        }
    }

    Faults() {}

    /** Arms a fault; the answer is the id that removes it. */
    public synchronized String add(Fault fault) {
        String id = "fault-" + ++last;
        armed.put(id, new Armed(fault));
        return id;
    }

    /** Disarms a fault; false where there is none of that id, as after its last strike. */
    public synchronized boolean remove(String id) {
        return armed.remove(id) != null;
    }

    public synchronized void clear() {
        armed.clear();
    }

    /** The faults that may still strike, by id. */
    public synchronized Map<String, Fault> armed() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        armed.forEach((id, each) -> faults.put(id, each.fault));
        return faults;
    }

    /** What strikes this request; a counted fault is one strike poorer afterwards. */
    synchronized Optional<Fault> strike(Operation operation, String endpoint) {
        Optional<Armed> striking = armed.values().stream()
                .filter(each -> each.fault.trigger().concerns(operation, endpoint) && each.strikes())
                .findFirst();
        striking.ifPresent(each -> each.struck++);
        armed.values().removeIf(Armed::spent);
        return striking.map(each -> each.fault);
    }
}
