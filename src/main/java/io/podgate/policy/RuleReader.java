package io.podgate.policy;

import io.podgate.rules.Expression;
import io.podgate.rules.Fault;
import io.podgate.rules.Message;
import io.podgate.rules.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a rule. */
final class RuleReader {

    static final Keys KEYS = Keys.of("name", "applies", "expression", "message", Enforcement.KEY);
    static final Keys APPLIES = Keys.of("teams", "endpoints", "callers", "direction");
    static final int MOST = 1_000;
    private static final String ANY = "any";

    /** How answers call what is not a rule of its own. */
    private static final Set<String> TAKEN = Set.of("fields", "ownership", "frozen");

    private static final List<String> TAKEN_PREFIXES =
            List.of(Limits.RULE, "budget.", "group.", "account.", "unknown.");

    /** A pattern for what is taken. */
    static final String TAKEN_FORM = Stream.concat(
                    TAKEN.stream().sorted().map(name -> name + "$"),
                    TAKEN_PREFIXES.stream().map(prefix -> prefix.replace(".", "[.]")))
            .collect(Collectors.joining("|"));

    private RuleReader() {}

    /** All of a file's; each is compiled, which takes milliseconds. */
    static Optional<List<Declared<Rule>>> all(Page page, Node node) {
        if (node instanceof SequenceNode sequence && sequence.getValue().size() > MOST) {
            return page.refuse(
                    node,
                    "a policy has at most " + MOST + " rules, but here are "
                            + sequence.getValue().size());
        }
        return Lists.of(Declared.by(RuleReader::read)).read(page, node);
    }

    private static Optional<Rule> read(Page page, Node node) {
        page.patience().check();
        return Block.read(page, node, KEYS).flatMap(block -> {
            Optional<String> name = block.require("name", RuleReader::name);
            Optional<Expression> expression = block.require("expression", understood("expression", Expression::read));
            Optional<Message> message = block.get("message", understood("message", Message::read));
            Rule.Scope scope = block.get("applies", RuleReader::applies).orElse(Rule.Scope.ALL);
            Enforcement enforcement =
                    block.get(Enforcement.KEY, Enforcement::read).orElse(Enforcement.DENY);
            return name.flatMap(called -> expression.map(says -> new Rule(called, scope, says, message, enforcement)));
        });
    }

    private static Optional<String> name(Page page, Node node) {
        return Scalars.name(page, node)
                .flatMap(name -> TAKEN.contains(name) || TAKEN_PREFIXES.stream().anyMatch(name::startsWith)
                        ? page.refuse(
                                node, "\"" + name + "\" is how answers call something else: give the rule another name")
                        : Optional.of(name));
    }

    private static Optional<Rule.Scope> applies(Page page, Node node) {
        return Block.read(page, node, APPLIES)
                .map(block -> new Rule.Scope(
                        Set.copyOf(some(block, "teams", Scalars::name)),
                        some(block, "endpoints", Lists::selector),
                        Set.copyOf(some(block, "callers", Scalars::name)),
                        block.get("direction", RuleReader::any).isPresent()));
    }

    /** An empty list would be all of them, which is hardly meant. */
    private static <T> List<T> some(Block block, String key, NodeReader<T> element) {
        return block.get(
                        key,
                        (page, node) -> Lists.of(element).read(page, node).filter(list -> {
                            if (list.isEmpty()) {
                                page.complain(node, "this names none; leave " + key + " out for all of them");
                            }
                            return !list.isEmpty();
                        }))
                .orElse(List.of());
    }

    private static Optional<String> any(Page page, Node node) {
        return Scalars.text(page, node)
                .flatMap(direction -> direction.equals(ANY)
                        ? Optional.of(direction)
                        : page.refuse(node, "expected any but found \"" + direction + "\""));
    }

    private static <T> NodeReader<T> understood(String what, Function<String, Reading<T>> reader) {
        return (page, node) -> Scalars.text(page, node).flatMap(text -> switch (reader.apply(text)) {
            case Reading.Understood<T>(T meaning) -> Optional.of(meaning);
            case Reading.Faulty<T>(List<Fault> faults) -> {
                faults.forEach(fault -> page.errors()
                        .add(page.within(node, fault.line(), fault.column()).error(what + ": " + fault.message())));
                yield Optional.empty();
            }
        });
    }
}
