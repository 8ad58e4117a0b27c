package io.podgate.sandbox;

import io.podgate.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Well-formed updates that say a few things each; whether they fit an endpoint is another matter. */
final class RandomUpdates {

    private static final List<String> CUDA = List.of("12.4", "12.6", "12.8", "13.0");
    private static final List<String> PLACES = List.of("EU-RO-1", "EU-SE-1", "US-TX-3", "CA-MTL-1");

    private final Random random;
    private final List<Integer> vcpus;
    private final Stock stock = Seed.holdings().stock();

    /**
     * Updates that are the same for the same random numbers.
     *
     * @param mostVcpus a power of two
     */
    RandomUpdates(Random random, int mostVcpus) {
        this.random = random;
        this.vcpus = IntStream.iterate(2, count -> count <= mostVcpus, count -> 2 * count)
                .boxed()
                .toList();
    }

    Json.Obj v2() {
        Map<String, Object> said = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            switch (random.nextInt(12)) {
                case 0 -> said.put("name", "name-" + random.nextInt(100));
                case 1 -> compute(said);
                case 2 -> compute(said);
                case 3, 4 -> said.put("workers", workers());
                case 5 -> said.put("scaling", Docs.object("type", "QUEUE_DELAY", "queueDelay", 1 + random.nextInt(9)));
                case 6 ->
                    said.put("scaling", Docs.object("type", "REQUEST_COUNT", "requestCount", 1 + random.nextInt(9)));
                case 7 -> said.put("dataCenterIds", some(PLACES, 0));
                case 8 -> said.put("timeout", 1_000 * (5 + random.nextInt(100)));
                case 9 ->
                    said.put(
                            "flashboot",
                            some(List.of("OFF", "FLASHBOOT", "PRIORITY_FLASHBOOT"), 1)
                                    .getFirst());
                case 10 -> said.put("networkVolumes", some(List.of("agv6w2qcg7", "bxh7w3rch8"), 0));
                default -> container(said);
            }
        }
        return (Json.Obj) Json.of(said);
    }

    Json.Obj v1() {
        Map<String, Object> said = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            switch (random.nextInt(17)) {
                case 0 -> said.put("name", "name-" + random.nextInt(100));
                case 1, 2 -> said.put("gpuTypeIds", some(rentable(), 1));
                case 3 -> said.put("gpuCount", 1 + random.nextInt(4));
                case 4 -> said.put("allowedCudaVersions", some(CUDA, 1));
                case 5 -> said.put("cpuFlavorIds", some(List.of("cpu3c", "cpu3g"), 1));
                case 6 -> said.put("vcpuCount", 2 << random.nextInt(3));
                case 7 -> said.put("dataCenterIds", some(PLACES, 1));
                case 8 -> said.put("workersMin", random.nextInt(3));
                case 9 -> said.put("workersMax", 2 + random.nextInt(8));
                case 10 -> said.put("idleTimeout", 1 + random.nextInt(300));
                case 11 -> said.put("scalerType", random.nextBoolean() ? "QUEUE_DELAY" : "REQUEST_COUNT");
                case 12 -> said.put("scalerValue", 1 + random.nextInt(9));
                case 13 -> said.put("executionTimeoutMs", 1_000 * (5 + random.nextInt(100)));
                case 14 -> said.put("flashboot", random.nextBoolean());
                case 15 -> said.put("networkVolumeIds", some(List.of("agv6w2qcg7", "bxh7w3rch8"), 1));
                default -> said.put("templateId", "30zmvf89kd");
            }
        }
        return (Json.Obj) Json.of(said);
    }

    /** One of the two families; both at once is no update for any endpoint. */
    private void compute(Map<String, Object> said) {
        if (random.nextBoolean() && !said.containsKey("cpu")) {
            said.put("gpu", gpu());
        } else if (!said.containsKey("gpu")) {
            said.put(
                    "cpu",
                    Stream.of(cpu(), cpu())
                            .limit(1 + random.nextInt(2))
                            .distinct()
                            .toList());
        }
    }

    private Json.Obj cpu() {
        return Docs.object("id", flavor(), "vcpuCount", vcpus.get(random.nextInt(vcpus.size())));
    }

    private Json.Obj gpu() {
        Map<String, Object> gpu = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            List<String> pools = some(List.of("AMPERE_16", "AMPERE_24", "ADA_48_PRO", "ADA_80_PRO"), 1);
            gpu.put("pools", pools);
            if (random.nextBoolean()) {
                String pool = random.nextInt(8) == 0 ? "ADA_24" : pools.getFirst();
                gpu.put("excludedTypes", List.of(stock.typesIn(pool).getFirst()));
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> gpu.put("count", 1 + random.nextInt(4));
            case 1 -> gpu.put("allowedCudaVersions", some(CUDA, 0));
            case 2 -> gpu.put("minCudaVersion", random.nextBoolean() ? "" : "12.4");
            default -> {}
        }
        return gpu.isEmpty() ? Docs.object("count", 1) : (Json.Obj) Json.of(gpu);
    }

    private Json.Obj workers() {
        Map<String, Object> workers = new LinkedHashMap<>();
        workers.put("max", 2 + random.nextInt(8));
        if (random.nextBoolean()) {
            workers.put("min", random.nextInt(3));
        }
        if (random.nextInt(3) == 0) {
            workers.put("idleTimeout", 1 + random.nextInt(300));
        }
        return (Json.Obj) Json.of(workers);
    }

    private void container(Map<String, Object> said) {
        said.put("image", "ghcr.io/acme/worker:" + random.nextInt(9));
        switch (random.nextInt(4)) {
            case 0 -> said.put("env", Docs.object("A", String.valueOf(random.nextInt(9))));
            case 1 -> said.put("disk", 1 + random.nextInt(90));
            case 2 -> said.put("ports", List.of("8000/http"));
            default -> said.put("templateId", "30zmvf89kd");
        }
    }

    private String flavor() {
        return some(List.of("cpu3c", "cpu3g", "cpu5c", "cpu5g"), 1).getFirst();
    }

    private List<String> rentable() {
        return stock.gpus().stream()
                .filter(gpu -> gpu.string("pool").isPresent())
                .map(gpu -> gpu.string("id").orElse(""))
                .toList();
    }

    /** Some of them in random order, at most three. */
    private List<String> some(List<String> all, int least) {
        List<String> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        int most = Math.min(3, all.size());
        return shuffled.subList(0, Math.min(most, least + random.nextInt(3)));
    }
}
