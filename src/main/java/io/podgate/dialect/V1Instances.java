package io.podgate.dialect;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What v1 shows of a CPU endpoint: RunPod's own {@code instanceIds} such as {@code cpu3c-8-16} (flavour, vCPUs, GB of
 * memory), or {@code cpuFlavorIds} and {@code vcpuCount} in answers that Podgate wrote, which knows of no memory.
 */
final class V1Instances {

    private static final Pattern INSTANCE = Pattern.compile("([A-Za-z0-9]+)-([0-9]{1,5})-[0-9.]+");

    private V1Instances() {}

    static Flavors read(Answer answer) throws GarbledAnswer {
        List<String> instances = answer.texts("instanceIds").orElse(List.of());
        Flavors flavors = new Flavors();
        for (String instance : instances) {
            Matcher parts = INSTANCE.matcher(instance);
            if (!parts.matches()) {
                return new Flavors(); // half a picture would be a wrong one
            }
            flavors.add(parts.group(1), Integer.parseInt(parts.group(2)));
        }
        if (instances.isEmpty()) {
            var vcpus = answer.integer("vcpuCount");
            for (String flavor : answer.texts("cpuFlavorIds").orElse(List.of())) {
                vcpus.ifPresentOrElse(count -> flavors.add(flavor, count), () -> flavors.add(flavor));
            }
        }
        return flavors;
    }
}
