package io.podgate.console;

import io.podgate.http.Priced;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By what endpoints are sorted. */
enum Order {
    NAME("", "Endpoint", false),
    OWNER("owner", "Owner", false),
    WORKERS("workers", "Configuration", true),
    BURN_RATE("burnRate", "Worst case", true),
    FLOOR("floor", "Floor", true),
    LAST("last", "Last decision", true);

    /** What asks for the largest or latest first. */
    static final String DOWN = "down";

    private final String key;
    private final String label;
    private final boolean largestFirst;

    Order(String key, String label, boolean largestFirst) {
        this.key = key;
        this.label = label;
        this.largestFirst = largestFirst;
    }

    String key() {
        return key;
    }

    /** What nobody offered is the order of names. */
    static Order named(String key) {
        return Arrays.stream(values())
                .filter(order -> order.key.equals(key))
                .findFirst()
                .orElse(NAME);
    }

    /** The headings, each with the way to sort by it. */
    static List<EndpointList.Column> columns(Links links, EndpointList.Said said) {
        return Arrays.stream(values())
                .map(order -> {
                    boolean here = order.key.equals(said.sort());
                    boolean down = said.order().equals(DOWN);
                    boolean next = here ? !down : order.largestFirst;
                    return new EndpointList.Column(
                            order.label,
                            links.with("sort", order.key)
                                    .with("order", next ? DOWN : "")
                                    .href(),
                            here ? down ? "descending" : "ascending" : "none",
                            order == BURN_RATE || order == FLOOR);
                })
                .toList();
    }

    Comparator<Priced> comparator(Map<String, Recent.Last> last, boolean down) {
        Comparator<Priced> by = by(last);
        return (down ? by.reversed() : by)
                .thenComparing(each -> each.endpoint().name())
                .thenComparing(each -> each.endpoint().id());
    }

    private Comparator<Priced> by(Map<String, Recent.Last> last) {
        return switch (this) {
            case NAME -> Comparator.comparing(each -> each.endpoint().name());
            case OWNER -> Comparator.comparing(each -> each.team().orElse(""));
            case WORKERS -> Comparator.comparingInt(each -> each.usage().workers());
            case BURN_RATE ->
                Comparator.<Priced, BigDecimal>comparing(
                        each -> each.usage().burnRate().usd());
            case FLOOR ->
                Comparator.<Priced, BigDecimal>comparing(
                        each -> each.usage().floor().usd());
            case LAST ->
                Comparator.comparing(
                        each -> Optional.ofNullable(last.get(each.endpoint().id()))
                                .map(Recent.Last::time)
                                .orElse(Instant.MIN));
        };
    }
}
