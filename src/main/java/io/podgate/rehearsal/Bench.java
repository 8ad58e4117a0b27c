package io.podgate.rehearsal;

import io.podgate.budget.Book;
import io.podgate.budget.Claim;
import io.podgate.budget.Line;
import io.podgate.budget.Pricing;
import io.podgate.budget.Spending;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import io.podgate.endpoint.Field;
import io.podgate.endpoint.Violation;
import io.podgate.policy.Bill;
import io.podgate.policy.Caller;
import io.podgate.policy.PolicySet;
import io.podgate.policy.Proposal;
import io.podgate.policy.Role;
import io.podgate.policy.Verdict;
import io.podgate.policy.Warning;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges updates by one policy, over one fleet, as the pipeline would with nothing else under way. */
final class Bench {

    private final PolicySet policy;
    private final Catalog catalog;
    private final Optional<Spending> spending;
    private final Book book = new Book();

    /**
     * Opens the books.
     *
     * @param live RunPod's catalogue; the policy's prices are put into it
     * @param fleet all that counts for budgets
     */
    Bench(PolicySet policy, Catalog live, Collection<Endpoint> fleet, Optional<Spending> spending) {
        this.policy = policy;
        this.catalog = policy.effective(live);
        this.spending = spending;
        fleet.forEach(endpoint -> book.seed(endpoint.id(), claim(endpoint)));
    }

    private Claim claim(Endpoint endpoint) {
        return Claim.of(Pricing.of(endpoint.config(), catalog), policy.lines(endpoint.id(), endpoint.name()));
    }

    /**
     * What would be decided.
     *
     * @param update what would be, in the fields that it knows
     */
    Ruling judge(Caller caller, Endpoint endpoint, EndpointConfig update, Instant now) {
        if (caller.role() != Role.PLATFORM && !policy.owns(caller, endpoint.id(), endpoint.name())) {
            return Ruling.without(caller.role() == Role.AUDITOR ? Ruling.DENY : Ruling.NOT_FOUND);
        }
        Proposal proposal = Proposal.of(
                endpoint.id(),
                endpoint.config(),
                applied(endpoint.config(), update),
                Set.of(),
                catalog,
                now,
                field -> update.knows(field) ? Optional.of("/" + field.key()) : Optional.empty());
        Verdict verdict = policy.judge(caller, proposal);
        Bill bill = Bill.of(policy, proposal);
        List<Violation> violations = new ArrayList<>(verdict.violations());
        violations.addAll(bill.unpriced());
        spending.ifPresent(spent -> violations.addAll(bill.overspent(spent)));
        violations.addAll(
                bill.violations(book.probe(endpoint.id(), bill.claimBefore(), bill.claimAfter(), bill.demands())));
        String passes = proposal.changes().isEmpty() ? Ruling.UNCHANGED : Ruling.ALLOW;
        Map<String, BigDecimal> totals = totals(bill);
        List<Warning> nearly = new ArrayList<>(bill.warnings(totals));
        spending.ifPresent(spent -> nearly.addAll(bill.warnings(spent)));
        return new Ruling(
                violations.isEmpty() ? passes : Ruling.DENY,
                List.copyOf(violations),
                verdict.leniency().and(bill.leniency(Optional.of(totals), spending)),
                List.copyOf(nearly));
    }

    /** What all endpoints together take of a line. */
    BigDecimal total(Line line) {
        return book.total(line.key());
    }

    private Map<String, BigDecimal> totals(Bill bill) {
        Map<String, BigDecimal> totals = new HashMap<>();
        bill.lineKeys().forEach(line -> totals.put(line, book.total(line)));
        return totals;
    }

    /** The endpoint with the update applied. */
    static EndpointConfig applied(EndpointConfig before, EndpointConfig update) {
        EndpointConfig.Builder after = before.toBuilder();
        Field.all().forEach(field -> apply(field, update, after));
        return after.build();
    }

    private static <T> void apply(Field<T> field, EndpointConfig update, EndpointConfig.Builder after) {
        update.get(field).ifPresent(value -> after.set(field, value));
    }
}
