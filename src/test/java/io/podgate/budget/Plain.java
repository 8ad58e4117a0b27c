package io.podgate.budget;

import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection.Pools;
import io.podgate.endpoint.GpuSelection.Types;
import io.podgate.endpoint.Vcpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An endpoint in the simplest terms, which the oracle reckons with.
 *
 * @param team may be {@code none}, as may the group
 * @param cards of a GPU endpoint that names its cards; else empty
 * @param pools of one that names pools; else empty
 * @param vcpus of a CPU endpoint, the sizes of each flavour, none of any where they are not shown; else empty
 */
record Plain(
        String team,
        String group,
        List<String> cards,
        List<String> pools,
        List<String> excluded,
        int gpus,
        Map<String, List<Integer>> vcpus,
        int min,
        int max) {

    EndpointConfig config() {
        EndpointConfig.Builder config = EndpointConfig.builder()
                .set(Field.NAME, team + "-" + group)
                .set(Field.WORKERS_MIN, min)
                .set(Field.WORKERS_MAX, max);
        if (!vcpus.isEmpty()) {
            config.set(Field.CPU_FLAVORS, List.copyOf(vcpus.keySet()));
            List<Vcpus.Size> sizes = new ArrayList<>();
            vcpus.forEach((flavor, counts) -> counts.forEach(count -> sizes.add(new Vcpus.Size(flavor, count))));
            return (sizes.isEmpty() ? config : config.set(Field.VCPU_COUNT, new Vcpus(sizes))).build();
        }
        config.set(Field.GPU_TYPES, pools.isEmpty() ? new Types(cards) : new Pools(pools, excluded));
        return config.set(Field.GPU_COUNT, gpus).build();
    }

    Plain of(String otherTeam, String otherGroup) {
        return new Plain(otherTeam, otherGroup, cards, pools, excluded, gpus, vcpus, min, max);
    }

    Plain sized(int gpusEach, int least, int most) {
        return new Plain(team, group, cards, pools, excluded, gpusEach, vcpus, least, most);
    }

    Plain in(Map<String, List<Integer>> sizes) {
        return new Plain(team, group, cards, pools, excluded, gpus, sizes, min, max);
    }

    Plain on(List<String> other) {
        return new Plain(team, group, other, pools, excluded, gpus, vcpus, min, max);
    }
}
