package io.podgate.dialect;

import io.podgate.endpoint.EndpointUpdate;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Vcpus;
import io.podgate.json.Json;
import io.podgate.json.Pointers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Understands v2's {@code cpu}: flavours with their vCPUs in order of preference, one flavour maybe in several sizes.
 */
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
        SequencedSet<Vcpus.Size> sizes = new LinkedHashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            String there = at + "/" + i;
            Optional<Vcpus.Size> size = element(elements.get(i), there, findings);
            if (size.isPresent() && !sizes.add(size.get())) {
                findings.refuse(there, "says the same flavour with the same vcpuCount a second time");
            }
        }
        if (sizes.size() == elements.size()) {
            Vcpus vcpus = new Vcpus(List.copyOf(sizes));
            update.set(Field.CPU_FLAVORS, vcpus.flavors(), at);
            update.set(Field.VCPU_COUNT, vcpus, at);
        }
    }

    private static Optional<Vcpus.Size> element(Json element, String at, Findings findings) {
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
        Optional<Integer> vcpus = count;
        return id.flatMap(flavor -> vcpus.map(number -> new Vcpus.Size(flavor, number)));
    }
}
