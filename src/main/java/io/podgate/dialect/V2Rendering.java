package io.podgate.dialect;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Payload;
import io.podgate.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Shows an endpoint to a caller that speaks v2. */
final class V2Rendering {

    private V2Rendering() {}

    static Rendered of(Endpoint endpoint, Catalog catalog) {
        List<String> warnings = new ArrayList<>();
        EndpointConfig config = pooled(endpoint.config(), catalog, warnings);
        Members members = new Members(config)
                .put("id", endpoint.id())
                .put("name", Field.NAME)
                .put("type", endpoint.routing());
        V2Body.container(members).nest("gpu", V2Rendering::gpu).put("cpu", V2Body.cpu(config));
        V2Body.settings(members).put("createdAt", endpoint.createdAt());
        if (config.knows(Field.CPU_FLAVORS) && !config.knows(Field.VCPU_COUNT)) {
            warnings.add("cpu is left out: the vCPUs of its flavours are not known.");
        }
        if (config.knows(Field.TEMPLATE)) {
            warnings.add("Left out, since v2 keeps no link to a template: templateId.");
        }
        return new Rendered(Payload.of(members.object().bytes()), List.copyOf(warnings));
    }

    private static Members gpu(Members gpu) {
        V2Body.gpu(gpu);
        gpu.config().get(Field.MIN_CUDA_VERSION).ifPresent(floor -> gpu.put("minCudaVersion", Json.of(floor)));
        return gpu;
    }

    private static EndpointConfig pooled(EndpointConfig config, Catalog catalog, List<String> warnings) {
        if (!(config.get(Field.GPU_TYPES).orElse(null) instanceof GpuSelection.Types types)) {
            return config;
        }
        List<String> homeless = TypesAndPools.withoutPool(types, catalog);
        if (homeless.isEmpty()) {
            return config.with(Field.GPU_TYPES, TypesAndPools.pools(types, catalog));
        }
        warnings.add("gpu.pools is left out: the catalogue knows no pool of " + TypesAndPools.quoted(homeless) + ".");
        return config;
    }
}
