package io.podgate.dialect;

import io.podgate.endpoint.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads RunPod's catalogue, which only v2 has. */
public final class Catalogs {

    private Catalogs() {}

    /**
     * Both halves as one.
     *
     * @param gpus the answer to {@code GET /catalog/gpus}
     * @param cpus the answer to {@code GET /catalog/cpus}
     */
    public static Catalog read(byte[] gpus, byte[] cpus) throws GarbledAnswer {
        return new Catalog(gpus(gpus), cpus(cpus));
    }

    /** Reads the answer to {@code GET /catalog/gpus}. */
    public static List<Catalog.GpuType> gpus(byte[] answer) throws GarbledAnswer {
        List<Catalog.GpuType> types = new ArrayList<>();
        for (Answer gpu : Answer.list(answer, "gpus")) {
            Optional<Answer> price = gpu.object("price");
            types.add(new Catalog.GpuType(
                    named(gpu),
                    gpu.text("pool").filter(pool -> !pool.isEmpty()),
                    price.isPresent() ? price.get().number("serverless") : Optional.empty()));
        }
        return types;
    }

    /** Reads the answer to {@code GET /catalog/cpus}. A flavour without a range may have any number of vCPUs. */
    public static List<Catalog.CpuType> cpus(byte[] answer) throws GarbledAnswer {
        List<Catalog.CpuType> types = new ArrayList<>();
        for (Answer cpu : Answer.list(answer, "cpus")) {
            Optional<Answer> price = cpu.object("price");
            Optional<Answer> vcpu = cpu.object("vcpu");
            Optional<Integer> min = vcpu.isPresent() ? vcpu.get().integer("min") : Optional.empty();
            Optional<Integer> max = vcpu.isPresent() ? vcpu.get().integer("max") : Optional.empty();
            types.add(new Catalog.CpuType(
                    named(cpu),
                    min.orElse(1),
                    max.orElse(Integer.MAX_VALUE),
                    price.isPresent() ? price.get().number("serverlessPerVcpu") : Optional.empty()));
        }
        return types;
    }

    private static String named(Answer type) throws GarbledAnswer {
        return type.text("id").orElseThrow(() -> new GarbledAnswer("a catalogue entry has no id"));
    }
}
