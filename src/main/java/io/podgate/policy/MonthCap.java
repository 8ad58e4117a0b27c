package io.podgate.policy;

import io.podgate.budget.Money;
import io.podgate.budget.Spending;
import io.podgate.endpoint.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a team or a group may spend in a calendar month. What was spent is spent, so once the cap is reached nothing may
 * grow.
 *
 * @param rule {@code budget.month}, {@code group.staging.month}
 */
record MonthCap(String owner, String rule, Money cap, Optional<BigDecimal> warnAt, Enforcement enforcement) {

    static List<MonthCap> of(Team team) {
        return of(team.owner(), "budget", team.budget(), team.enforcement());
    }

    static List<MonthCap> of(Group group) {
        return of(group.owner(), "group." + group.name(), group.budget(), group.enforcement());
    }

    private static List<MonthCap> of(String owner, String rule, Budget budget, Enforcement atMost) {
        return budget
                .month()
                .map(usd -> new MonthCap(
                        owner,
                        rule + ".month",
                        new Money(usd),
                        budget.warnAt(),
                        budget.enforcement("month").weakenedBy(atMost)))
                .stream()
                .toList();
    }

    MonthCap capped(Money other) {
        return new MonthCap(owner, rule, other, warnAt, enforcement);
    }

    Optional<Violation> overspent(Spending spending, String pointer) {
        return overspent(spending).map(found -> {
            String detail = found(found.spent()) + ", so that nothing may grow before the month is over";
            return Violation.of(rule, pointer, detail)
                    .limit(cap.shown())
                    .actual(found.spent().shown());
        });
    }

    Optional<Overspent> overspent(Spending spending) {
        return Optional.of(spending.of(owner))
                .filter(spent -> spent.compareTo(cap) >= 0)
                .map(spent -> new Overspent(owner, rule, cap, spent));
    }

    Optional<Warning> warning(Spending spending) {
        Money spent = spending.of(owner);
        return warnAt.map(cap.usd()::multiply)
                .filter(from -> spent.usd().compareTo(from) >= 0 && spent.compareTo(cap) < 0)
                .map(from -> new Warning(rule, found(spent) + ", " + BillWords.percent(spent.usd(), cap.usd())));
    }

    private String found(Money spent) {
        return Owners.inWords(owner) + " has spent " + spent + " of " + cap + " this month";
    }
}
