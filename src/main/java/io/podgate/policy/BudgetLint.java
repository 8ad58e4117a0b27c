package io.podgate.policy;

import io.podgate.budget.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds budgets that are missing where others have some, and budgets that cannot all be used up. */
final class BudgetLint {

    private final List<PolicyError> warnings = new ArrayList<>();
    private final Declarations said;
    private final Terms defaults;

    private BudgetLint(Declarations said, Terms defaults) {
        this.said = said;
        this.defaults = defaults;
    }

    static List<PolicyError> of(Declarations said, Terms defaults) {
        BudgetLint lint = new BudgetLint(said, defaults);
        if (lint.anythingIsCapped()) {
            said.teams.forEach(lint::uncapped);
        }
        said.accounts.forEach(account -> {
            lint.promised(account);
            said.groups.forEach(group -> lint.beyond(account.value(), group));
        });
        return lint.warnings;
    }

    private Budget budget(DeclaredTeam team) {
        return team.terms().budget().over(defaults.budget());
    }

    private boolean anythingIsCapped() {
        return said.accounts.stream().anyMatch(account -> account.value().caps())
                || said.groups.stream().anyMatch(group -> group.value().budget().caps())
                || said.teams.stream().anyMatch(team -> budget(team).caps());
    }

    private void uncapped(DeclaredTeam team) {
        if (!budget(team).caps()) {
            warnings.add(team.place().error("team " + team.name() + " has no budget"));
        }
    }

    private void promised(Declared<Account> account) {
        BigDecimal burnRates = sum(Budget::burnRate);
        account.value()
                .burnRate()
                .filter(cap -> burnRates.compareTo(cap) > 0)
                .ifPresent(cap -> warnings.add(account.place()
                        .error("the teams' burn rates come to " + new Money(burnRates) + ", more than the account's "
                                + new Money(cap))));
        BigDecimal workers = sum(budget -> budget.workers().map(BigDecimal::valueOf));
        account.value()
                .workers()
                .filter(cap -> workers.compareTo(BigDecimal.valueOf(cap)) > 0)
                .ifPresent(cap -> warnings.add(account.place()
                        .error("the teams' workers come to " + workers + ", more than the account's " + cap)));
    }

    /** What is beyond the account's cap is never reached. */
    private void beyond(Account account, Declared<Group> declared) {
        Group group = declared.value();
        group.budget()
                .burnRate()
                .ifPresent(usd -> account.burnRate()
                        .filter(cap -> usd.compareTo(cap) > 0)
                        .ifPresent(cap -> warnings.add(declared.place()
                                .error("the burn rate of group " + group.name() + " is " + new Money(usd)
                                        + ", more than the account's " + new Money(cap)))));
        group.budget()
                .workers()
                .ifPresent(count -> account.workers()
                        .filter(cap -> count > cap)
                        .ifPresent(cap -> warnings.add(declared.place()
                                .error("the workers of group " + group.name() + " are " + count
                                        + ", more than the account's " + cap))));
    }

    private BigDecimal sum(Function<Budget, Optional<BigDecimal>> line) {
        return said.teams.stream()
                .flatMap(team -> line.apply(budget(team)).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
