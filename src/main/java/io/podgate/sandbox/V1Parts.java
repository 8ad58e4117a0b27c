package io.podgate.sandbox;

import io.podgate.json.Json;
import java.math.BigDecimal;
import java.util.List;

/** Templates and workers as v1 shows them. */
final class V1Parts {

    private V1Parts() {}

    static Json.Obj template(Json.Obj template) {
        Json.Obj registry = template.string("registry")
                .map(id -> Docs.object("containerRegistryAuthId", id))
                .orElse(Json.object());
        Json.Obj rest = Docs.object(
                "category",
                template.get("category"),
                "containerDiskInGb",
                template.get("disk"),
                "dockerEntrypoint",
                List.of(),
                "dockerStartCmd",
                template.string("args")
                        .filter(args -> !args.isEmpty())
                        .map(List::of)
                        .orElse(List.of()),
                "env",
                Docs.child(template, "env"),
                "id",
                template.get("id"),
                "imageName",
                template.get("image"),
                "isPublic",
                template.get("public"),
                "isRunpod",
                false,
                "isServerless",
                template.get("serverless"),
                "name",
                template.get("name"),
                "ports",
                Docs.texts(template, "ports"),
                "readme",
                "",
                "volumeInGb",
                0,
                "volumeMountPath",
                "/workspace");
        return Docs.merge(registry, rest);
    }

    /** In the shape of v1's {@code Pod}, as far as workers fill it. */
    static Json.Obj worker(Workers.Worker worker, Hosted endpoint, Stock stock) {
        Json.Obj common = Docs.object(
                "consumerUserId", endpoint.hidden().userId(),
                "desiredStatus", "RUNNING",
                "endpointId", endpoint.id(),
                "env", Docs.child(endpoint.document(), "env"),
                "id", worker.id(),
                "image", endpoint.document().get("image"),
                "lastStartedAt", worker.startedAt().toString(),
                "slsVersion", worker.version());
        return Docs.merge(common, endpoint.onCpu() ? onCpu(worker, endpoint, stock) : onGpu(worker, endpoint, stock));
    }

    private static Json.Obj onGpu(Workers.Worker worker, Hosted endpoint, Stock stock) {
        int count = Docs.integer(Docs.child(endpoint.document(), "gpu"), "count", 1);
        var price = stock.gpu(worker.compute())
                .flatMap(gpu -> Docs.number(Docs.child(gpu, "price"), "serverless"))
                .map(each -> each.multiply(BigDecimal.valueOf(count)));
        return Docs.object(
                "costPerHr", price,
                "gpu", Docs.object("id", worker.compute(), "count", count),
                "machine", Docs.object("gpuTypeId", worker.compute(), "dataCenterId", worker.dataCenter()));
    }

    private static Json.Obj onCpu(Workers.Worker worker, Hosted endpoint, Stock stock) {
        Json.Obj cpu = Docs.objects(endpoint.document(), "cpu").getFirst();
        return Docs.object(
                "cpuFlavorId", worker.compute(),
                "machine", Docs.object("dataCenterId", worker.dataCenter()),
                "memoryInGb", CpuRules.memory(cpu, stock),
                "vcpuCount", cpu.get("vcpuCount"));
    }
}
