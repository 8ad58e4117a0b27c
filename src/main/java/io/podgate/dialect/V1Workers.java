package io.podgate.dialect;

import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Payload;
import io.podgate.json.Json;
import io.podgate.json.JsonReader;
import io.podgate.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * v1's {@code workers[]} from v2's {@code /workers}, as far as v2 tells: id, card, place, image, release and start. v2
 * lists only workers that are active, so each of them is {@code RUNNING} in v1's words.
 */
public final class V1Workers {

    private static final int DEPTH = 64;

    private V1Workers() {}

    /**
     * The endpoint with its workers.
     *
     * @param endpoint a v1 text of the endpoint
     * @param workers v2's answer
     */
    public static Payload in(Payload endpoint, byte[] workers) throws GarbledAnswer {
        List<Json> shown = new ArrayList<>();
        for (Answer worker : Answer.list(workers, "workers")) {
            shown.add(shown(worker));
        }
        Map<String, Json> members = new LinkedHashMap<>(object(endpoint).members());
        members.put("workers", new Json.Arr(shown));
        return Payload.of(new Json.Obj(members).bytes());
    }

    private static Json.Obj shown(Answer worker) throws GarbledAnswer {
        Optional<String> card = worker.text("gpuTypeId");
        Optional<Integer> count = worker.integer("gpuCount");
        Optional<String> place = worker.text("dataCenterId");
        return new Members(EndpointConfig.unknown())
                .put("id", worker.text("id"))
                .put("desiredStatus", "RUNNING")
                .put("image", worker.text("image"))
                .nest("gpu", gpu -> gpu.put("id", card).put("count", card.flatMap(id -> count)))
                .nest("machine", machine -> machine.put("gpuTypeId", card).put("dataCenterId", place))
                .put("slsVersion", worker.integer("version"))
                .put("lastStartedAt", worker.text("startedAt"))
                .object();
    }

    private static Json.Obj object(Payload endpoint) throws GarbledAnswer {
        try {
            if (JsonReader.read(endpoint.bytes(), DEPTH) instanceof Json.Obj object) {
                return object;
            }
        } catch (MalformedJson e) {
            throw new GarbledAnswer(e.detail());
        }
        throw new GarbledAnswer("an endpoint that is not an object");
    }
}
