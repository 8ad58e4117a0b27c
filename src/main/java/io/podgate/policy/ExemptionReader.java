package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads an exception. */
final class ExemptionReader {

    static final Keys KEYS = Keys.of("team", "rule", "endpoints", "value", "until", "reason", "approvedBy");

    /** How names of budget lines begin, and no rule's does. */
    private static final List<String> LINES = List.of("budget.", "group.", "account.");

    private static final Set<String> MONEY = Set.of("burnRate", "floor", "month");
    private static final Set<String> COUNTS = Set.of("workers", "gpus");

    private ExemptionReader() {}

    static Optional<Exemption> read(Page page, Node node) {
        return Block.read(page, node, KEYS).flatMap(block -> {
            Optional<String> team = block.require("team", Scalars::name);
            Optional<String> rule = block.require("rule", Scalars::text);
            Optional<Instant> until = block.require("until", Scalars::instant);
            Optional<String> reason = block.require("reason", Scalars::text);
            Optional<String> approvedBy = block.require("approvedBy", Scalars::text);
            List<Selector> endpoints = block.get("endpoints", Lists::selectors).orElse(List.of());
            if (block.says("endpoints") && endpoints.isEmpty()) {
                block.complain("this names no endpoints; leave endpoints out for all of the team's");
            }
            Optional<Relief> relief = rule.flatMap(name -> relief(block, name));
            return team.isPresent()
                            && rule.isPresent()
                            && relief.isPresent()
                            && until.isPresent()
                            && reason.isPresent()
                            && approvedBy.isPresent()
                    ? Optional.of(new Exemption(
                            team.get(),
                            rule.get(),
                            endpoints,
                            relief.get(),
                            until.get(),
                            reason.get(),
                            approvedBy.get()))
                    : Optional.empty();
        });
    }

    private static Optional<Relief> relief(Block block, String rule) {
        if (!block.says("value")) {
            return Optional.of(new Relief.Lifted());
        }
        if (rule.startsWith(Limits.RULE)) {
            Optional<Field<?>> field = Field.byKey(rule.substring(Limits.RULE.length()));
            return field.isPresent()
                    ? block.get("value", LimitForms.of(field.get())).map(Relief.Limit::new)
                    : Optional.of(new Relief.Lifted());
        }
        String line = LINES.stream().anyMatch(rule::startsWith) ? rule.substring(rule.lastIndexOf('.') + 1) : "";
        if (MONEY.contains(line)) {
            return block.get("value", Scalars::money).map(Relief.Cap::new);
        }
        if (COUNTS.contains(line)) {
            return block.get("value", Scalars::count).map(count -> new Relief.Cap(BigDecimal.valueOf(count)));
        }
        block.complain("a rule is lifted as a whole, so its exception has no value");
        return Optional.empty();
    }

    /** What can be excepted from, for a complaint; empty where {@code rule} is such a thing. */
    static Optional<String> stranger(String rule, List<String> rules, List<String> groups) {
        boolean known = rules.contains(rule)
                || (rule.startsWith(Limits.RULE)
                        && Field.byKey(rule.substring(Limits.RULE.length())).isPresent())
                || isLine(rule, "budget.")
                || rule.equals("account.burnRate")
                || rule.equals("account.workers")
                || groups.stream().anyMatch(group -> isLine(rule, "group." + group + "."));
        return known
                ? Optional.empty()
                : Optional.of("there is no limit, budget line or rule \"" + rule
                        + "\"; exceptions are from limits.<field>, budget.<line>, group.<name>.<line>, account.<line>"
                        + " and rules by their names");
    }

    private static boolean isLine(String rule, String prefix) {
        String line = rule.startsWith(prefix) ? rule.substring(prefix.length()) : "";
        return MONEY.contains(line) || COUNTS.contains(line);
    }
}
