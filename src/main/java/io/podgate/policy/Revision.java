package io.podgate.policy;

import io.podgate.budget.Line;
import io.podgate.endpoint.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Names what a policy says. Two policies that say the same have the same revision: defaults count where they have an
 * effect, and the order of files, keys, teams and names does not count.
 */
final class Revision {

    private static final int DIGITS = 12;

    private final Credentials credentials;

    private Revision(Credentials credentials) {
        this.credentials = credentials;
    }

    static String of(PolicySet policy, Credentials credentials) {
        return digest(new Revision(credentials).plain(policy));
    }

    /** The same of what says how much each endpoint takes of which budget lines, whatever their caps. */
    static String ofBooks(PolicySet policy) {
        return digest(Map.of(
                "prices", policy.prices().stream().map(Revision::price).sorted().toList(),
                "groups",
                        byKey(
                                policy.groups(),
                                Group::name,
                                group -> List.of(sorted(group.endpoints()), keys(policy.lines(group)))),
                "teams",
                        byKey(
                                policy.teams(),
                                Team::name,
                                team -> List.of(sorted(team.owns()), keys(policy.lines(team))))));
    }

    private static List<String> keys(List<Line> lines) {
        return lines.stream().map(Line::key).sorted().toList();
    }

    private static String digest(Map<String, Object> plain) {
        StringBuilder canonical = new StringBuilder();
        write(plain, canonical);
        byte[] hash = TokenDigest.sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    }

    private Map<String, Object> plain(PolicySet policy) {
        return Map.of(
                "exceptions",
                        policy.exemptions().stream()
                                .map(Revision::exemption)
                                .sorted()
                                .toList(),
                "rules", byKey(policy.rules(), Rule::name, Rule::plain),
                "account",
                        Map.of(
                                "workers",
                                policy.account().workers(),
                                "burnRate",
                                policy.account().burnRate()),
                "prices", policy.prices().stream().map(Revision::price).sorted().toList(),
                "groups", byKey(policy.groups(), Group::name, Revision::group),
                "teams", byKey(policy.teams(), Team::name, this::team),
                "platform", byKey(policy.platformCallers(), Caller::name, this::caller));
    }

    private static String exemption(Exemption exemption) {
        StringBuilder canonical = new StringBuilder();
        write(exemption.plain(), canonical);
        return canonical.toString();
    }

    private static String price(PriceOverride price) {
        StringBuilder canonical = new StringBuilder();
        switch (price) {
            case PriceOverride.Gpu gpu ->
                write(List.of("gpu", gpu.id(), gpu.pool(), gpu.perHour(), gpu.override()), canonical);
            case PriceOverride.Cpu cpu -> write(List.of("cpu", cpu.id(), cpu.perVcpuHour(), cpu.override()), canonical);
        }
        return canonical.toString();
    }

    private Object team(Team team) {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("enforcement", team.enforcement());
        plain.putAll(Map.of(
                "contact", team.contact(),
                "owns", sorted(team.owns()),
                "fields", sorted(team.fields()),
                "limits", team.limits().plain(),
                "budget", team.budget().plain(),
                "overrides", team.overrides().stream().map(Revision::override).toList(),
                "callers", byKey(team.callers(), Caller::name, this::caller),
                "rateLimit", team.rateLimit(),
                "readLimit", team.readLimit(),
                "share", team.share()));
        return plain;
    }

    private static Object group(Group group) {
        return List.of(
                sorted(group.endpoints()),
                group.limits().plain(),
                group.budget().plain(),
                group.enforcement());
    }

    private static Object override(LimitOverride override) {
        return List.of(sorted(override.endpoints()), override.limits().plain());
    }

    private Object caller(Caller caller) {
        Optional<Set<Field<?>>> fields = caller.ownFields();
        return Map.of(
                "role", caller.role().key(),
                "token", credentials.plain(caller.name()),
                "fields", fields.map(Revision::sorted),
                "rateLimit", caller.rateLimit(),
                "readLimit", caller.readLimit());
    }

    private static List<String> sorted(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().distinct().toList();
    }

    private static <V> Map<String, Object> byKey(
            Collection<? extends V> values, Function<V, String> key, Function<V, Object> plain) {
        Map<String, Object> byKey = new TreeMap<>();
        values.forEach(value -> byKey.put(key.apply(value), plain.apply(value)));
        return byKey;
    }

    /** Writes lengths before texts, so that no two values look alike. */
    private static void write(Object value, StringBuilder canonical) {
        switch (value) {
            case Map<?, ?> map -> {
                canonical.append('{');
                new TreeMap<Object, Object>(map).forEach((key, member) -> {
                    write(key, canonical);
                    write(member, canonical);
                });
                canonical.append('}');
            }
            case Collection<?> list -> {
                canonical.append('[');
                list.forEach(element -> write(element, canonical));
                canonical.append(']');
            }
            case Optional<?> optional -> write(optional.stream().toList(), canonical);
            case BigDecimal number -> write(number.stripTrailingZeros().toPlainString(), canonical);
            default -> {
                String text = value.toString();
                canonical.append(text.length()).append(':').append(text);
            }
        }
    }
}
