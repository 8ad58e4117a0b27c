package io.podgate.policy;

import io.podgate.endpoint.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Several values. A wrong element is complained of and left out; the others count. */
final class Lists {

    private static final List<String> FIELD_NAMES =
            Field.all().stream().<String>map(Field::key).toList();

    private Lists() {}

    static <T> NodeReader<List<T>> of(NodeReader<T> element) {
        return (page, node) -> {
            if (!(node instanceof SequenceNode sequence)) {
                return page.refuse(node, "expected a list but found " + Scalars.found(node));
            }
            List<T> values = new ArrayList<>();
            for (Node each : sequence.getValue()) {
                element.read(page, each).ifPresent(values::add);
            }
            return Optional.of(List.copyOf(values));
        };
    }

    /** Names of fields. */
    static Optional<Set<Field<?>>> fields(Page page, Node node) {
        return of(Lists::field).read(page, node).map(Lists::inOrder);
    }

    private static Optional<Field<?>> field(Page page, Node node) {
        return Scalars.word(page, node).flatMap(name -> {
            Optional<Field<?>> field = Field.byKey(name);
            return field.isPresent()
                    ? field
                    : page.refuse(node, "unknown field \"" + name + "\"" + Suggestion.forTypo(name, FIELD_NAMES));
        });
    }

    private static Set<Field<?>> inOrder(List<Field<?>> fields) {
        Set<Field<?>> ordered = new LinkedHashSet<>(Field.all());
        ordered.retainAll(fields);
        return Collections.unmodifiableSet(ordered);
    }

    /** Which endpoints. */
    static Optional<List<Selector>> selectors(Page page, Node node) {
        return of(Lists::selector).read(page, node);
    }

    static Optional<Selector> selector(Page page, Node node) {
        return Scalars.word(page, node)
                .flatMap(text -> Selector.parse(text)
                        .or(() -> page.refuse(
                                node,
                                "expected an endpoint id or name:<pattern> with * and ? but found \"" + text + "\"")));
    }

    /** Patterns over names. */
    static Optional<Globs> globs(Page page, Node node) {
        return of(Lists::glob).read(page, node).map(Globs::of);
    }

    /** One pattern over names. */
    static Optional<String> glob(Page page, Node node) {
        return Scalars.word(page, node).flatMap(pattern -> {
            Optional<String> fault = Glob.fault(pattern);
            return fault.isPresent() ? page.refuse(node, fault.get()) : Optional.of(pattern);
        });
    }
}
