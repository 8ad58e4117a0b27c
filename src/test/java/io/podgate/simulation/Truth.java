package io.podgate.simulation;

import io.podgate.json.Json;
import io.podgate.sandbox.Unplugged;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the endpoints take of each budget line as RunPod has them, reckoned with nothing of the gateway's. */
final class Truth {

    private static final Map<String, List<Json.Obj>> CARDS = Unplugged.gpus().stream()
            .filter(card -> card.string("pool").isPresent())
            .collect(Collectors.groupingBy(card -> card.string("pool").orElseThrow()));

    private Truth() {}

    /** Amounts above zero by line, as these books count them. */
    static Map<String, BigDecimal> of(List<Json.Obj> endpoints, Books books) {
        Set<String> lines = books.caps().keySet();
        Map<String, BigDecimal> totals = new TreeMap<>();
        for (Json.Obj endpoint : endpoints) {
            String id = endpoint.string("id").orElseThrow();
            Json.Obj limits = child(endpoint, "workers");
            BigDecimal most = BigDecimal.valueOf(workers(endpoint));
            BigDecimal perWorker = dearest(child(endpoint, "gpu")).multiply(number(child(endpoint, "gpu"), "count"));
            Map<String, BigDecimal> takes = Map.of(
                    "workers", most,
                    "burnRate", perWorker.multiply(most),
                    "floor", perWorker.multiply(number(limits, "min")));
            lines.stream()
                    .filter(line -> books.counts(id, line))
                    .forEach(line -> add(
                            totals,
                            line,
                            takes.getOrDefault(line.substring(line.lastIndexOf('/') + 1), BigDecimal.ZERO)));
        }
        return totals;
    }

    static int workers(Json.Obj endpoint) {
        return number(child(endpoint, "workers"), "max").intValueExact();
    }

    private static void add(Map<String, BigDecimal> totals, String line, BigDecimal amount) {
        if (amount.signum() != 0) {
            totals.merge(line, amount, BigDecimal::add);
        }
    }

    /** Of the cards that a worker may get. */
    private static BigDecimal dearest(Json.Obj gpu) {
        List<String> excluded = texts(gpu, "excludedTypes");
        BigDecimal dearest = BigDecimal.ZERO;
        for (String pool : texts(gpu, "pools")) {
            for (Json.Obj card : CARDS.getOrDefault(pool, List.of())) {
                if (card.string("id").filter(excluded::contains).isEmpty()) {
                    dearest = dearest.max(price(card));
                }
            }
        }
        return dearest;
    }

    static BigDecimal price(Json.Obj card) {
        return number(child(card, "price"), "serverless");
    }

    private static Json.Obj child(Json.Obj object, String name) {
        return (Json.Obj) object.get(name).orElseThrow();
    }

    private static BigDecimal number(Json.Obj object, String name) {
        return new BigDecimal(((Json.Num) object.get(name).orElseThrow()).text());
    }

    private static List<String> texts(Json.Obj object, String name) {
        List<String> texts = new ArrayList<>();
        if (object.get(name).orElse(null) instanceof Json.Arr(List<Json> elements)) {
            elements.forEach(element -> texts.add(((Json.Str) element).value()));
        }
        return texts;
    }
}
