package io.podgate.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Single values. Numbers are decimal and exact: none of YAML's octal, sexagesimal or underscored forms, no exponents.
 */
final class Scalars {

    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,8}");
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,8})(\\.[0-9]{1,4})?");
    private static final Pattern CLAIM = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,9})?");
    private static final Pattern WEIGHT = Pattern.compile("[1-9][0-9]?|100");
    private static final Pattern DURATION = Pattern.compile("(0|[1-9][0-9]{0,8})(ms|s|m|h|d)?");
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int SHOWN = 60;

    private Scalars() {}

    /** What stands there instead, for a complaint. */
    static String found(Node node) {
        return switch (node) {
            case MappingNode mapping -> "keys with values";
            case SequenceNode sequence -> "a list";
            case ScalarNode scalar when Tag.NULL.equals(scalar.getTag()) -> "nothing";
            case ScalarNode scalar -> (Tag.STR.equals(scalar.getTag()) ? "the text " : "") + shown(scalar.getValue());
            default -> "something else";
        };
    }

    private static String shown(String text) {
        return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "\"";
    }

    /** Text that YAML takes for text; what looks like a number or a truth value needs quotes. */
    static Optional<String> text(Page page, Node node) {
        return node instanceof ScalarNode scalar && Tag.STR.equals(scalar.getTag())
                ? Optional.of(scalar.getValue())
                : page.refuse(node, "expected text but found " + found(node));
    }

    /** Any one value as it is written: in lists of names, 12.4 and OFF are names. */
    static Optional<String> word(Page page, Node node) {
        return node instanceof ScalarNode scalar && !Tag.NULL.equals(scalar.getTag())
                ? Optional.of(scalar.getValue())
                : page.refuse(node, "expected a name but found " + found(node));
    }

    /** Text about which nothing may be said. */
    static Optional<String> secret(Node node) {
        return node instanceof ScalarNode scalar && Tag.STR.equals(scalar.getTag())
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    /** The name of a team or a caller. */
    static Optional<String> name(Page page, Node node) {
        return text(page, node)
                .flatMap(name -> NAME.matcher(name).matches()
                        ? Optional.of(name)
                        : page.refuse(
                                node,
                                "expected a name of at most 64 letters, digits, dots, dashes and underscores but found "
                                        + shown(name)));
    }

    static Optional<Boolean> truth(Page page, Node node) {
        return truth(node).or(() -> page.refuse(node, "expected true or false but found " + found(node)));
    }

    private static Optional<Boolean> truth(Node node) {
        return node instanceof ScalarNode scalar
                        && Tag.BOOL.equals(scalar.getTag())
                        && scalar.getValue().matches("true|false")
                ? Optional.of(Boolean.valueOf(scalar.getValue()))
                : Optional.empty();
    }

    /** A count: 0 or more. */
    static Optional<Integer> count(Page page, Node node) {
        return number(node)
                .filter(text -> WHOLE.matcher(text).matches() && !text.startsWith("-"))
                .map(Integer::valueOf)
                .or(() -> page.refuse(node, "expected a whole number, 0 or more, but found " + found(node)));
    }

    /** A number, 0 or more, with at most four decimals. */
    static Optional<BigDecimal> decimal(Page page, Node node) {
        return decimal(page, node, "a number");
    }

    /** USD, exact. */
    static Optional<BigDecimal> money(Page page, Node node) {
        return decimal(page, node, "USD");
    }

    /** A share of a cap: above 0, at most 1. */
    static Optional<BigDecimal> share(Page page, Node node) {
        return number(node)
                .filter(text -> DECIMAL.matcher(text).matches())
                .map(BigDecimal::new)
                .filter(share -> share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0)
                .or(() -> page.refuse(
                        node,
                        "expected a share above 0 and at most 1, with at most four decimals but found " + found(node)));
    }

    /** How many turns somebody has while others have one. */
    static Optional<Integer> weight(Page page, Node node) {
        return number(node)
                .filter(text -> WEIGHT.matcher(text).matches())
                .map(Integer::valueOf)
                .or(() -> page.refuse(node, "expected a whole number from 1 to 100 but found " + found(node)));
    }

    private static Optional<BigDecimal> decimal(Page page, Node node, String what) {
        return number(node)
                .filter(text -> DECIMAL.matcher(text).matches())
                .map(BigDecimal::new)
                .or(() -> page.refuse(
                        node, "expected " + what + ", 0 or more, with at most four decimals but found " + found(node)));
    }

    /** {@code 5s}, {@code 30m}, {@code 1h}; a plain number is seconds. */
    static Optional<Duration> duration(Page page, Node node) {
        Optional<Matcher> matcher = word(node).map(DURATION::matcher).filter(Matcher::matches);
        return matcher.map(match -> duration(Integer.parseInt(match.group(1)), Optional.ofNullable(match.group(2))))
                .or(() -> page.refuse(
                        node, "expected seconds or a duration such as 5s, 30m, 1h but found " + found(node)));
    }

    private static Duration duration(int amount, Optional<String> unit) {
        return switch (unit.orElse("s")) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalArgumentException(unit.toString());
        };
    }

    static Optional<Rate> rate(Page page, Node node) {
        return text(page, node)
                .flatMap(text -> Rate.parse(text)
                        .or(() -> page.refuse(
                                node,
                                "expected a rate such as 30/minute (second, minute, hour) but found " + shown(text))));
    }

    /** An instant with its offset. */
    static Optional<Instant> instant(Page page, Node node) {
        return word(page, node).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException e) {
                return page.refuse(node, "expected a time such as 2026-12-24T00:00:00Z but found " + found(node));
            }
        });
    }

    /** What a claim says: text, a number or a truth value. */
    static Optional<ClaimValue> claim(Page page, Node node) {
        Optional<ClaimValue> value = node instanceof ScalarNode scalar && Tag.STR.equals(scalar.getTag())
                ? Optional.of(ClaimValue.of(scalar.getValue()))
                : number(node)
                        .filter(text -> CLAIM.matcher(text).matches())
                        .map(text -> ClaimValue.of(new BigDecimal(text)))
                        .or(() -> truth(node).map(ClaimValue::of));
        return value.or(() -> page.refuse(
                node, "expected text, a number, true or false but found " + found(node) + "; text may need quotes"));
    }

    private static Optional<String> number(Node node) {
        return node instanceof ScalarNode scalar
                        && (Tag.INT.equals(scalar.getTag()) || Tag.FLOAT.equals(scalar.getTag()))
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private static Optional<String> word(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }
}
