package io.podgate.policy;

import java.util.ArrayList;
import java.util.List;

/** All that the files say, in the order in which they say it, before it is checked against itself. */
final class Declarations {

    /** How many documents were meant as policies, whatever came of them. */
    int policies;

    final List<Declared<Account>> accounts = new ArrayList<>();
    final List<Declared<PriceOverride>> prices = new ArrayList<>();
    final List<Declared<Terms>> defaults = new ArrayList<>();
    final List<Declared<Group>> groups = new ArrayList<>();
    final List<Declared<Rule>> rules = new ArrayList<>();
    final List<Declared<Exemption>> exemptions = new ArrayList<>();
    final List<DeclaredTeam> teams = new ArrayList<>();
    final List<DeclaredCaller> platformCallers = new ArrayList<>();

    /** Those of all teams, then the platform's. */
    List<DeclaredCaller> callers() {
        List<DeclaredCaller> callers = new ArrayList<>();
        teams.forEach(team -> callers.addAll(team.callers()));
        callers.addAll(platformCallers);
        return callers;
    }
}
