package io.podgate.policy;

import io.podgate.budget.Line;
import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What holds, as one revision of the policy files states it. Immutable, and prepared so that what one request costs
 * does not depend on how many teams there are.
 */
public final class PolicySet {

    private final String revision;
    private final String books;
    private final Account account;
    private final List<PriceOverride> prices;
    private final Map<String, Team> teams;
    private final Map<String, Group> groups;
    private final List<Caller> platformCallers;
    private final Credentials credentials;
    private final Claims claims;
    private final Groups memberships;
    private final Lines lines;
    private final Rules rules;
    private final Exemptions exemptions;

    PolicySet(
            Account account,
            List<PriceOverride> prices,
            Collection<Team> teams,
            Collection<Group> groups,
            List<Rule> rules,
            List<Exemption> exemptions,
            List<Caller> platformCallers,
            Credentials credentials) {
        Map<String, Team> byName = new LinkedHashMap<>();
        teams.forEach(team -> byName.put(team.name(), team));
        Map<String, Group> groupsByName = new TreeMap<>();
        groups.forEach(group -> groupsByName.put(group.name(), group));
        this.account = account;
        this.prices = List.copyOf(prices);
        this.teams = Collections.unmodifiableMap(byName);
        this.platformCallers = List.copyOf(platformCallers);
        this.credentials = credentials;
        this.groups = Collections.unmodifiableMap(groupsByName);
        this.claims = new Claims(teams);
        this.memberships = new Groups(groups);
        this.lines = new Lines(account, teams, groups);
        this.rules = new Rules(teams, rules);
        this.exemptions = new Exemptions(exemptions);
        this.revision = Revision.of(this, credentials);
        this.books = Revision.ofBooks(this);
    }

    /** The first 12 hexadecimal digits of the SHA-256 of what the policy says, however it is written. */
    public String revision() {
        return revision;
    }

    /**
     * Names how the budgets are kept: two policies with the same say of every endpoint, with the same catalogue, what
     * it takes of which lines, whatever else they say and however high the caps are.
     */
    public String books() {
        return books;
    }

    public Account account() {
        return account;
    }

    public List<PriceOverride> prices() {
        return prices;
    }

    public Collection<Team> teams() {
        return teams.values();
    }

    public Optional<Team> team(String name) {
        return Optional.ofNullable(teams.get(name));
    }

    /** The team it acts for; empty for platform callers. */
    public Optional<Team> teamOf(Caller caller) {
        return caller.team().flatMap(this::team);
    }

    public List<Caller> platformCallers() {
        return platformCallers;
    }

    /** Who holds the token with this digest. The clock is asked only of tokens that end. */
    public Optional<Caller> callerByDigest(TokenDigest digest, InstantSource clock) {
        return credentials.holder(digest, clock);
    }

    /** Up to when the token with this digest is somebody's; empty where that has no end. */
    public Optional<Instant> endOfToken(TokenDigest digest) {
        return credentials.end(digest);
    }

    /** All whom a verified token fits; who has more than one of them has none. */
    public List<Caller> callersFitting(SignedToken token) {
        return credentials.signatories().fitting(token);
    }

    /** The issuers that some caller's tokens come from, and whom these are to be meant for. */
    public Map<String, Set<String>> audiencesByIssuer() {
        return credentials.signatories().audiences();
    }

    /** Who is called so. */
    public Optional<Caller> caller(String name) {
        return Stream.concat(teams.values().stream().flatMap(team -> team.callers().stream()), platformCallers.stream())
                .filter(caller -> caller.name().equals(name))
                .findFirst();
    }

    /** Whose the endpoint is. A claim to its id beats claims to its name. */
    public Ownership owner(String endpointId, String name) {
        return claims.owner(endpointId, name);
    }

    /** In the order of their names. */
    public Collection<Group> groups() {
        return groups.values();
    }

    public Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /** The groups that the endpoint is in, in the order of their names. */
    public List<Group> groupsOf(String endpointId, String name) {
        return memberships.of(endpointId, name);
    }

    /** The lines of all budgets that the endpoint counts for: the account's, its team's, its groups'. */
    public List<Line> lines(String endpointId, String name) {
        return lines.of(owner(endpointId, name), groupsOf(endpointId, name));
    }

    /** Above which sum of the line something is denied; empty where nothing is, though it may be warned of. */
    public Optional<BigDecimal> bindingCap(Line line) {
        return line.cap().filter(cap -> denies(line));
    }

    boolean denies(Line line) {
        return enforcement(line) == Enforcement.DENY;
    }

    /** How strictly a line holds. */
    Enforcement enforcement(Line line) {
        return lines.enforcement(line);
    }

    /** The caps on a month's spending that the endpoint counts for. */
    List<MonthCap> months(String endpointId, String name) {
        List<MonthCap> months = new ArrayList<>();
        if (owner(endpointId, name) instanceof Ownership.Owned(Team team)) {
            months.addAll(MonthCap.of(team));
        }
        groupsOf(endpointId, name).forEach(group -> months.addAll(MonthCap.of(group)));
        return months;
    }

    /** All caps on a month's spending, the teams' first. */
    Stream<MonthCap> months() {
        return Stream.concat(
                teams.values().stream().flatMap(team -> MonthCap.of(team).stream()),
                groups.values().stream().flatMap(group -> MonthCap.of(group).stream()));
    }

    /** Whether any team or group has a cap on what a month may cost, so that it matters what RunPod has billed. */
    public boolean capsMonths() {
        return months().findAny().isPresent();
    }

    /** In the order of their names. */
    public List<Rule> rules() {
        return rules.all();
    }

    /** The rules that may judge updates of the team's callers, in the order of their names. */
    List<Rule> rules(Team team) {
        return rules.of(team);
    }

    /** All exceptions, expired ones included. */
    public List<Exemption> exemptions() {
        return exemptions.all();
    }

    /** The exceptions that the team has for the endpoint at the time. */
    List<Exemption> exemptions(Team team, Proposal proposal) {
        return exemptions.of(team, proposal);
    }

    public List<Line> accountLines() {
        return lines.ofAccount();
    }

    public List<Line> lines(Team team) {
        return lines.of(team.owner());
    }

    public List<Line> lines(Group group) {
        return lines.of(group.owner());
    }

    /** The catalogue with this policy's prices in it. */
    public Catalog effective(Catalog live) {
        return EffectivePrices.in(live, prices);
    }

    /** Whether the endpoint is the caller's team's, and nobody else's. */
    public boolean owns(Caller caller, String endpointId, String name) {
        return teamOf(caller).filter(owner(endpointId, name)::isOwnedBy).isPresent();
    }

    /** Whether the caller may have this field changed at all. */
    public boolean mayChange(Caller caller, Field<?> field) {
        return teamOf(caller)
                .filter(team -> Judge.mayChange(caller, team, field))
                .isPresent();
    }

    /**
     * Judges an update of an endpoint that the caller's team owns; a platform caller may shrink whatever it likes, and
     * anybody else may change nothing.
     */
    public Verdict judge(Caller caller, Proposal proposal) {
        return teamOf(caller)
                .map(team -> Judge.judge(this, caller, team, proposal))
                .orElseGet(() -> Judge.withoutTeam(caller, proposal));
    }
}
