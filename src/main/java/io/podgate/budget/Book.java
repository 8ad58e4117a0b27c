package io.podgate.budget;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of reservations. Each endpoint takes of a line what stands, or, while updates of it are under way, the
 * most that any of them may come to; a line's total is the sum over all endpoints. Values are set, never added up from
 * changes. Not safe for use by several threads.
 */
public final class Book {

    private static final Page EMPTY = new Page(Claim.NOTHING, Map.of());

    /**
     * What is known of one endpoint.
     *
     * @param stands what it takes as RunPod last showed it
     * @param open what unsettled updates may come to, by their decisions
     */
    public record Page(Claim stands, Map<String, Claim> open) {

        public Page {
            open = Collections.unmodifiableMap(new LinkedHashMap<>(open));
        }

        /** What has to be counted. */
        public Claim held() {
            Claim held = stands;
            for (Claim claim : open.values()) {
                held = held.max(claim);
            }
            return held;
        }

        private Page standing(Claim other) {
            return new Page(other, open);
        }

        private Page opened(String decisionId, Claim claim) {
            Map<String, Claim> more = new LinkedHashMap<>(open);
            more.put(decisionId, claim);
            return new Page(stands, more);
        }

        private Page closed(String decisionId) {
            Map<String, Claim> fewer = new LinkedHashMap<>(open);
            fewer.remove(decisionId);
            return new Page(stands, fewer);
        }
    }

    private final Map<String, Page> pages = new HashMap<>();
    private final Map<String, BigDecimal> totals = new HashMap<>();
    private final Map<String, BigDecimal> moved = new TreeMap<>();

    /** Takes over an endpoint's page as a store has it, its amounts being in the totals already. */
    public void load(String endpointId, Page page) {
        pages.put(endpointId, page);
    }

    /** Takes over a line's total as a store has it. */
    public void load(String line, BigDecimal total) {
        totals.put(line, total);
    }

    public Page page(String endpointId) {
        return pages.getOrDefault(endpointId, EMPTY);
    }

    public Collection<String> endpoints() {
        return List.copyOf(pages.keySet());
    }

    public BigDecimal total(String line) {
        return totals.getOrDefault(line, BigDecimal.ZERO);
    }

    /** By how much each line's total has changed since the book was opened; nothing of lines that stayed. */
    public Map<String, BigDecimal> moved() {
        return Collections.unmodifiableMap(moved);
    }

    /**
     * Reserves the larger of both claims, all or nothing.
     *
     * @param before what the endpoint takes as it stands
     * @param after what it would take
     * @param demands the lines on which it grows, with their caps
     * @return the lines that it does not fit into; empty where it is reserved
     */
    public List<Shortage> reserve(
            String endpointId, String decisionId, Claim before, Claim after, Collection<Demand> demands) {
        Page now = page(endpointId);
        Page then = now.standing(before).opened(decisionId, before.max(after));
        List<Shortage> shortages = shortages(now.held(), then.held(), demands);
        if (shortages.isEmpty()) {
            turn(endpointId, then);
        }
        return shortages;
    }

    /** What {@link #reserve} would answer, with nothing reserved. */
    public List<Shortage> probe(String endpointId, Claim before, Claim after, Collection<Demand> demands) {
        Page now = page(endpointId);
        return shortages(
                now.held(), now.standing(before).opened("", before.max(after)).held(), demands);
    }

    private List<Shortage> shortages(Claim held, Claim then, Collection<Demand> demands) {
        List<Shortage> shortages = new ArrayList<>();
        for (Demand demand : demands) {
            BigDecimal others = total(demand.line()).subtract(held.of(demand.line()));
            BigDecimal asked = then.of(demand.line());
            if (others.add(asked).compareTo(demand.cap()) > 0) {
                shortages.add(new Shortage(demand.line(), demand.cap(), others, asked));
            }
        }
        return shortages;
    }

    /** An update ended and the endpoint is known to take this now. */
    public void settle(String endpointId, String decisionId, Claim stands) {
        turn(endpointId, page(endpointId).closed(decisionId).standing(stands));
    }

    /** An update ended with nothing done. */
    public void release(String endpointId, String decisionId) {
        turn(endpointId, page(endpointId).closed(decisionId));
    }

    /** An update that is open may come to this from now on. */
    public void hold(String endpointId, String decisionId, Claim claim) {
        turn(endpointId, page(endpointId).opened(decisionId, claim));
    }

    /** RunPod shows this of an endpoint. */
    public void seed(String endpointId, Claim stands) {
        turn(endpointId, page(endpointId).standing(stands));
    }

    private void turn(String endpointId, Page then) {
        Claim was = page(endpointId).held();
        Claim is = then.held();
        was.forEach((line, amount) -> move(line, is.of(line).subtract(amount)));
        is.forEach((line, amount) -> {
            if (was.of(line).signum() == 0) {
                move(line, amount);
            }
        });
        if (then.open().isEmpty() && then.stands().isNothing()) {
            pages.remove(endpointId);
        } else {
            pages.put(endpointId, then);
        }
    }

    private void move(String line, BigDecimal by) {
        if (by.signum() != 0) {
            totals.merge(line, by, Book::sum);
            moved.merge(line, by, Book::sum);
        }
    }

    /** Null, and so no entry, where nothing is left. */
    private static @Nullable BigDecimal sum(BigDecimal one, BigDecimal other) {
        BigDecimal sum = one.add(other);
        return sum.signum() == 0 ? null : sum;
    }
}
