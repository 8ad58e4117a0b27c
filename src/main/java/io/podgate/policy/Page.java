package io.podgate.policy;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One file while it is read: knows its name, where complaints about it go, and who waits for it. */
record Page(PolicyFile source, Collection<PolicyError> errors, Patience patience) {

    Page(PolicyFile source, Collection<PolicyError> errors) {
        this(source, errors, Patience.ENDLESS);
    }

    String file() {
        return source.name();
    }

    Place place(Node node) {
        return Place.of(file(), node);
    }

    /**
     * Where something stands inside a text: exact where the text stands there letter by letter, else where it begins.
     *
     * @param line in the text, from 1
     * @param column from 1
     */
    Place within(Node node, int line, int column) {
        return switch (node) {
            case ScalarNode scalar when scalar.getScalarStyle() == ScalarStyle.LITERAL -> inBlock(scalar, line, column);
            case ScalarNode scalar
            when line == 1 && isVerbatim(scalar) -> {
                Place start = place(node);
                yield new Place(file(), start.line(), start.column() + quotes(scalar) + column - 1);
            }
            default -> place(node);
        };
    }

    private static int quotes(ScalarNode scalar) {
        return scalar.isPlain() ? 0 : 1;
    }

    private static boolean isVerbatim(ScalarNode scalar) {
        Mark start = scalar.getStartMark();
        Mark end = scalar.getEndMark();
        String value = scalar.getValue();
        return scalar.getScalarStyle() != ScalarStyle.FOLDED
                && start.getLine() == end.getLine()
                && end.getIndex() - start.getIndex() == value.codePointCount(0, value.length()) + 2 * quotes(scalar);
    }

    private Place inBlock(ScalarNode scalar, int line, int column) {
        int first = scalar.getStartMark().getLine() + 1;
        List<String> lines =
                new String(source.content(), StandardCharsets.UTF_8).lines().toList();
        int indent = lines.stream()
                .skip(first)
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(text -> text.length() - text.stripLeading().length())
                .orElse(0);
        return new Place(file(), first + line, indent + column);
    }

    void complain(Node node, String message) {
        errors.add(place(node).error(message));
    }

    /** Complains, for readers that have no value to give. */
    <T> Optional<T> refuse(Node node, String message) {
        complain(node, message);
        return Optional.empty();
    }
}
