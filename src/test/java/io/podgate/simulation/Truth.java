package io.podgate.simulation;

import io.podgate.json.Json;
import io.podgate.sandbox.Unplugged;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the endpoints take of each budget line as RunPod has them, reckoned with nothing of the gateway's. */
final class Truth {

    static final String GROUP = "pair";
    static final List<String> MEMBERS = List.of("amber1", "birch1");
    static final Map<String, BigDecimal> CAPS = caps();

    private static final Map<String, List<Json.Obj>> CARDS = Unplugged.gpus().stream()
            .filter(card -> card.string("pool").isPresent())
            .collect(Collectors.groupingBy(card -> card.string("pool").orElseThrow()));

    private Truth() {}

    private static Map<String, BigDecimal> caps() {
        Map<String, BigDecimal> caps = new TreeMap<>();
        caps.put("account/burnRate", new BigDecimal("12.5000"));
        caps.put("account/workers", new BigDecimal("15"));
        for (String team : List.of("amber", "birch", "cedar")) {
            caps.put("team/" + team + "/burnRate", new BigDecimal("5.7500"));
            caps.put("team/" + team + "/workers", new BigDecimal("7"));
            caps.put("team/" + team + "/floor", new BigDecimal("2.0000"));
        }
        caps.put("group/" + GROUP + "/workers", new BigDecimal("4"));
        return caps;
    }

    /** The lines that an endpoint counts for. */
    static List<String> linesOf(String endpoint) {
        String team = "team/" + endpoint.substring(0, endpoint.length() - 1) + "/";
        return CAPS.keySet().stream()
                .filter(line -> line.startsWith("account/")
                        || line.startsWith(team)
                        || (line.startsWith("group/") && MEMBERS.contains(endpoint)))
                .toList();
    }

    /** Amounts above zero by line. */
    static Map<String, BigDecimal> of(List<Json.Obj> endpoints) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        for (Json.Obj endpoint : endpoints) {
            String id = endpoint.string("id").orElseThrow();
            Json.Obj limits = child(endpoint, "workers");
            BigDecimal most = BigDecimal.valueOf(workers(endpoint));
            BigDecimal perWorker = dearest(child(endpoint, "gpu")).multiply(number(child(endpoint, "gpu"), "count"));
            String team = "team/" + id.substring(0, id.length() - 1);
            add(totals, team + "/workers", most);
            add(totals, team + "/burnRate", perWorker.multiply(most));
            add(totals, team + "/floor", perWorker.multiply(number(limits, "min")));
            add(totals, "account/workers", most);
            add(totals, "account/burnRate", perWorker.multiply(most));
            if (MEMBERS.contains(id)) {
                add(totals, "group/" + GROUP + "/workers", most);
            }
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
