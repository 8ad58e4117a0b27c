package io.podgate.dialect;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Env;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Payload;
import io.podgate.endpoint.Scaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows an endpoint to a caller that speaks v1. CPU endpoints show {@code cpuFlavorIds} and {@code vcpuCount}, v1's own
 * words in updates, and no {@code instanceIds}: those also name the memory, which is not known.
 */
final class V1Rendering {

    private V1Rendering() {}

    static Rendered of(Endpoint endpoint, Catalog catalog) {
        List<String> warnings = new ArrayList<>();
        EndpointConfig config = endpoint.config().expanded(catalog);
        Members members = new Members(config).put("id", endpoint.id());
        members.put("computeType", endpoint.family());
        V1Body.plain(members);
        scaler(members, warnings);
        volumes(members);
        members.put("env", config.get(Field.ENV).map(Env::variables));
        members.put("createdAt", endpoint.createdAt());
        if (config.get(Field.GPU_TYPES).orElse(null) instanceof GpuSelection.Pools(List<String> pools, var _)) {
            warnings.add("gpuTypeIds is left out: the catalogue does not know what is in "
                    + TypesAndPools.quoted(TypesAndPools.unknownPools(pools, catalog)) + ".");
        }
        if (config.get(Field.VCPU_COUNT).filter(vcpus -> !vcpus.uniform()).isPresent()) {
            warnings.add("vcpuCount is left out: v1 has one for all flavours, and this endpoint has several.");
        }
        container(config).ifPresent(warnings::add);
        return new Rendered(Payload.of(members.object().bytes()), List.copyOf(warnings));
    }

    private static void scaler(Members members, List<String> warnings) {
        Optional<Scaling> scaling = members.config().get(Field.SCALING);
        Optional<Integer> number = scaling.flatMap(ScalingRule::number);
        members.put("scalerType", scaling.map(Scaling::type)).put("scalerValue", number);
        if (scaling.isPresent() && number.isEmpty()) {
            warnings.add("scalerValue is left out: v1 cannot say a queue delay that is not a whole number of seconds.");
        }
    }

    private static void volumes(Members members) {
        Optional<List<String>> volumes = members.config().get(Field.NETWORK_VOLUMES);
        members.put("networkVolumeId", volumes.filter(list -> list.size() == 1).map(List::getFirst))
                .put("networkVolumeIds", volumes);
    }

    private static Optional<String> container(EndpointConfig config) {
        List<Field<?>> known = ContainerJson.FIELDS.stream()
                .filter(field -> field != Field.ENV && config.knows(field))
                .toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of("Left out, since v1 cannot say it: "
                        + known.stream().map(Field::key).collect(Collectors.joining(", ")) + ".");
    }
}
