package io.podgate.policy;

import io.podgate.budget.Spending;
import io.podgate.endpoint.Violation;
import java.util.List;
import java.util.Optional;

/** What the caps on a month's spending have to say of an update that grows. */
final class Months {

    private final Relieved relieved;
    private final Delta delta;
    private final Fitting fitting;
    private final List<MonthCap> caps;

    /** @param stated those that the endpoint counts for by the name that it would have */
    Months(List<MonthCap> stated, Relieved relieved, Delta delta, Fitting fitting) {
        this.relieved = relieved;
        this.delta = delta;
        this.fitting = fitting;
        this.caps = relieved.months(stated.stream()
                .filter(month -> delta.grows() || delta.entered().contains(month.owner()))
                .toList());
    }

    /** Whether any of them may refuse. */
    boolean mayDeny() {
        return caps.stream().anyMatch(Months::denies);
    }

    private static boolean denies(MonthCap month) {
        return month.enforcement() == Enforcement.DENY;
    }

    List<Violation> overspent(Spending spending) {
        return caps.stream()
                .filter(Months::denies)
                .flatMap(month -> month.overspent(spending, delta.growth().pointer()).stream())
                .map(violation ->
                        fitting.whereNothingMayGrow().map(violation::passes).orElse(violation))
                .toList();
    }

    List<Warning> warnings(Spending spending) {
        return caps.stream()
                .filter(month -> month.enforcement() != Enforcement.TRIAL)
                .flatMap(month -> month.warning(spending).stream())
                .toList();
    }

    /** What those that do not refuse have to say. */
    List<Tolerated> tolerated(Spending spending) {
        return caps.stream()
                .filter(month -> !denies(month))
                .flatMap(month -> month
                        .overspent(spending, delta.growth().pointer())
                        .map(found -> new Tolerated(found, month.enforcement()))
                        .stream())
                .toList();
    }

    /** The exceptions without which one would have been in the way. */
    List<Exemption> exempted(Optional<Spending> spending) {
        return relieved.changedMonths().stream()
                .filter(changed -> spending.flatMap(spent -> changed.stated().overspent(spent, ""))
                        .isPresent())
                .map(Relieved.Changed::exemption)
                .toList();
    }
}
