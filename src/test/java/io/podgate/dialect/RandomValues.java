package io.podgate.dialect;

import io.podgate.endpoint.Env;
import io.podgate.endpoint.FlashBoot;
import io.podgate.endpoint.GpuSelection;
import io.podgate.endpoint.Scaling;
import io.podgate.endpoint.Vcpus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Values that are valid in the dialects that have them. */
final class RandomValues {

    private static final List<String> TYPES =
            List.of(Fixtures.L4, Fixtures.A5000, Fixtures.R3090, Fixtures.R4090, Fixtures.A6000, Fixtures.A40);
    private static final List<String> POOLS = List.of("AMPERE_24", "ADA_24", "AMPERE_48");
    private static final List<String> FLAVORS = List.of("cpu3c", "cpu5c", "cpu9x");
    private static final List<String> TEXTS =
            List.of("", "a", "ü😀", "quo\"te\\", "line\nbreak\t\u0001", "<string>", "x".repeat(191), "/~ %");

    private static final List<String> IDENTIFIERS =
            List.of("a", "ü😀", "quo\"te\\", "two  words", "<string>", "x".repeat(191), "/~ %");

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    boolean coin() {
        return random.nextBoolean();
    }

    int upTo(int max) {
        return random.nextInt(max + 1);
    }

    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    String identifier() {
        return IDENTIFIERS.get(random.nextInt(IDENTIFIERS.size()));
    }

    String name() {
        String text = identifier();
        return "n" + text.substring(0, Math.min(9, text.length()));
    }

    List<String> some(List<String> of, int atLeast) {
        List<String> shuffled = new ArrayList<>(of);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, atLeast + random.nextInt(of.size() - atLeast + 1)));
    }

    List<String> ids() {
        return some(List.of("EU-RO-1", "CA-MTL-1", "<string>"), 0);
    }

    GpuSelection.Types types() {
        return new GpuSelection.Types(some(TYPES, 1));
    }

    GpuSelection.Pools pools() {
        List<String> pools = some(POOLS, 1);
        List<String> inside = pools.stream()
                .flatMap(pool -> Fixtures.CATALOG.typesIn(pool).stream())
                .toList();
        List<String> excluded = some(inside, 0);
        return new GpuSelection.Pools(pools, excluded.size() == inside.size() ? List.of() : excluded);
    }

    List<String> poolNames() {
        return some(POOLS, 1);
    }

    List<String> flavors() {
        return some(FLAVORS, 1);
    }

    int vcpus() {
        return 2 << random.nextInt(4);
    }

    /** One size of each or several. */
    Vcpus vcpus(List<String> flavors) {
        List<Vcpus.Size> sizes = new ArrayList<>();
        flavors.forEach(flavor -> sizes.add(new Vcpus.Size(flavor, vcpus())));
        flavors().stream().filter(flavors::contains).forEach(flavor -> sizes.add(new Vcpus.Size(flavor, vcpus())));
        return new Vcpus(sizes);
    }

    Duration seconds() {
        return Duration.ofSeconds(1 + random.nextInt(3600));
    }

    Duration timeout() {
        return coin() ? Duration.ZERO : Duration.ofMillis(5000 + random.nextInt(604795001));
    }

    Scaling scaling(boolean fractions) {
        if (coin()) {
            return new Scaling.RequestCount(1 + random.nextInt(100));
        }
        BigDecimal seconds = BigDecimal.valueOf(1 + random.nextInt(1000));
        return new Scaling.QueueDelay(fractions ? seconds.divide(BigDecimal.valueOf(2)) : seconds);
    }

    FlashBoot flashBoot(boolean priority) {
        if (priority && random.nextInt(3) == 0) {
            return FlashBoot.PRIORITY_FLASHBOOT;
        }
        return coin() ? FlashBoot.FLASHBOOT : FlashBoot.OFF;
    }

    List<String> cuda() {
        return some(List.of("11.8", "12.8", "13.0"), 0);
    }

    Env env() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = upTo(3); i > 0; i--) {
            variables.put("V" + i + identifier(), text());
        }
        return new Env(variables);
    }

    Optional<String> maybe(String text) {
        return coin() ? Optional.of(text) : Optional.empty();
    }
}
