package io.podgate.budget;

import io.podgate.endpoint.Catalog;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What is for rent, with prices in hundredths of a cent; some are not known. */
final class Market {

    static final List<String> POOLS = List.of("P0", "P1", "P2");
    static final List<String> CARDS = List.of("X0", "X1", "X2", "Y0", "Y1", "Y2");
    static final List<String> FLAVORS = List.of("cpu1", "cpu2", "cpu3");

    static final int MOST_VCPUS = 32;

    final Map<String, Long> prices = new TreeMap<>();
    final Map<String, String> pools = new TreeMap<>();

    Market(Random random) {
        for (String card : CARDS) {
            pools.put(card, POOLS.get(random.nextInt(POOLS.size())));
        }
        CARDS.forEach(card -> price(card, random));
        FLAVORS.forEach(flavor -> price(flavor, random));
    }

    private void price(String what, Random random) {
        if (random.nextInt(5) > 0) {
            prices.put(what, random.nextLong(60_000));
        }
    }

    private Optional<BigDecimal> usd(String what) {
        return Optional.ofNullable(prices.get(what)).map(price -> BigDecimal.valueOf(price, 4));
    }

    Catalog catalog() {
        List<Catalog.GpuType> gpus = new ArrayList<>();
        CARDS.forEach(card -> gpus.add(new Catalog.GpuType(card, Optional.ofNullable(pools.get(card)), usd(card))));
        List<Catalog.CpuType> cpus = new ArrayList<>();
        FLAVORS.forEach(flavor -> cpus.add(new Catalog.CpuType(flavor, 2, MOST_VCPUS, usd(flavor))));
        return new Catalog(gpus, cpus);
    }
}
