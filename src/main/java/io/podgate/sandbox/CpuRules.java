package io.podgate.sandbox;

import io.podgate.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** CPU selections, {@code [{id, vcpuCount}]}: a flavour's range and RunPod's powers of two. */
final class CpuRules {

    private CpuRules() {}

    static List<Json.Obj> checked(Json selection, Stock stock) throws Refusal {
        List<Json.Obj> checked = Docs.objects(Docs.object("cpu", selection), "cpu");
        for (Json.Obj cpu : checked) {
            String id = cpu.string("id").orElse("");
            Stock.Flavor flavor =
                    stock.flavor(id).orElseThrow(() -> new Refusal(400, "unknown CPU flavor '" + id + "'"));
            int vcpus = Docs.integer(cpu, "vcpuCount", 0);
            if (Integer.bitCount(vcpus) != 1 || vcpus < flavor.minVcpus() || vcpus > flavor.maxVcpus()) {
                throw new Refusal(
                        400,
                        "vcpuCount " + vcpus + " is not valid for " + id + ": a power of two between "
                                + flavor.minVcpus() + " and " + flavor.maxVcpus());
            }
        }
        return checked;
    }

    static List<Json.Obj> each(List<String> flavors, int vcpus) {
        List<Json.Obj> selection = new ArrayList<>();
        flavors.forEach(flavor -> selection.add(Docs.object("id", flavor, "vcpuCount", vcpus)));
        return selection;
    }

    /** GB of memory that come with a worker of this size. */
    static int memory(Json.Obj cpu, Stock stock) {
        BigDecimal perVcpu = stock.flavor(cpu.string("id").orElse(""))
                .map(Stock.Flavor::ramGbPerVcpu)
                .orElse(BigDecimal.ONE);
        return perVcpu.multiply(BigDecimal.valueOf(Docs.integer(cpu, "vcpuCount", 1)))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }
}
