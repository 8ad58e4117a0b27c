package io.podgate.dialect;

import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Vcpus;
import io.podgate.json.Json;
import io.podgate.json.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Understands v2's {@code cpu}: flavours in order of preference, each with its vCPUs. */
final class V2Cpu {

    private static final int MOST = 1 << 30;

    private static final Shape<Integer> COUNT = (json, pointer, findings) -> {
        var count = Numbers.integer(json);
        if (count.isPresent() && count.getAsLong() <= MOST && allows((int) count.getAsLong())) {
            return Optional.of((int) count.getAsLong());
        }
        findings.expected(Numbers.bounded("a power of two of at least 2", MOST, json), json, pointer);
        return Optional.empty();
    };

    private V2Cpu() {}

    /** RunPod's rule for vCPUs, whatever the flavour. */
    static boolean allows(int vcpus) {
        return vcpus >= 2 && Integer.bitCount(vcpus) == 1;
    }

    static void read(Json value, String at, EndpointUpdate.Builder update, Findings findings) {
        if (!(value instanceof Json.Arr(List<Json> elements))) {
            findings.expected("an array of {id, vcpuCount}", value, at);
            return;
        }
        if (elements.isEmpty()) {
            findings.refuse(at, "must not be empty");
            return;
        }
        List<String> flavors = new ArrayList<>();
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < elements.size(); i++) {
            String there = at + "/" + i;
            Optional<String> id = element(elements.get(i), there, counts, findings);
            if (id.isPresent() && flavors.contains(id.get())) {
                findings.refuse(there, "says the flavour \"" + Words.brief(id.get()) + "\" a second time");
            }
            id.ifPresent(flavors::add);
        }
        if (flavors.size() == elements.size() && counts.keySet().containsAll(flavors)) {
            update.set(Field.CPU_FLAVORS, List.copyOf(flavors), at);
            update.set(Field.VCPU_COUNT, new Vcpus(counts), at);
        }
    }

    private static Optional<String> element(Json element, String at, Map<String, Integer> counts, Findings findings) {
        if (!(element instanceof Json.Obj(Map<String, Json> members))) {
            findings.expected("an object with id and vcpuCount", element, at);
            return Optional.empty();
        }
        Optional<String> id = Optional.empty();
        Optional<Integer> count = Optional.empty();
        for (Map.Entry<String, Json> member : members.entrySet()) {
            String there = Pointers.child(at, member.getKey());
            switch (member.getKey()) {
                case "id" -> id = Texts.IDENTIFIER.read(member.getValue(), there, findings);
                case "vcpuCount" -> count = COUNT.read(member.getValue(), there, findings);
                default ->
                    findings.refuse(
                            there, UnknownField.words(member.getKey(), "an element of cpu", V2Names.OF_CPU, Map.of()));
            }
        }
        for (String due : V2Names.OF_CPU) {
            if (!members.containsKey(due)) {
                findings.refuse(at, "must have the member " + due);
            }
        }
        if (id.isPresent() && count.isPresent()) {
            counts.put(id.get(), count.get());
        }
        return id;
    }
}
