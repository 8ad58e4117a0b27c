package io.podgate.policy;

import io.podgate.endpoint.Catalog;
import io.podgate.endpoint.Field;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What holds, as one revision of the policy files states it. Immutable, and prepared so that what one request costs
 * does not depend on how many teams there are.
 */
public final class PolicySet {

    private final String revision;
    private final Account account;
    private final List<PriceOverride> prices;
    private final Map<String, Team> teams;
    private final List<Caller> platformCallers;
    private final Map<TokenDigest, Caller> callersByDigest;
    private final Claims claims;

    PolicySet(
            Account account,
            List<PriceOverride> prices,
            Collection<Team> teams,
            List<Caller> platformCallers,
            Map<TokenDigest, Caller> callersByDigest) {
        Map<String, Team> byName = new LinkedHashMap<>();
        teams.forEach(team -> byName.put(team.name(), team));
        this.account = account;
        this.prices = List.copyOf(prices);
        this.teams = Collections.unmodifiableMap(byName);
        this.platformCallers = List.copyOf(platformCallers);
        this.callersByDigest = Map.copyOf(callersByDigest);
        this.claims = new Claims(teams);
        this.revision = Revision.of(this, this.callersByDigest);
    }

    /** The first 12 hexadecimal digits of the SHA-256 of what the policy says, however it is written. */
    public String revision() {
        return revision;
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

    /** Who holds the token with this digest. */
    public Optional<Caller> callerByDigest(TokenDigest digest) {
        return Optional.ofNullable(callersByDigest.get(digest));
    }

    /** Whose the endpoint is. A claim to its id beats claims to its name. */
    public Ownership owner(String endpointId, String name) {
        return claims.owner(endpointId, name);
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
