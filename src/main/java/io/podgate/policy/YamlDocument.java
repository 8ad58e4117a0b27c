package io.podgate.policy;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Takes a file apart into nodes that know their places; makes no values and runs no constructors. */
final class YamlDocument {

    private static final int MAX_ALIASES = 100_000;
    private static final int MAX_DEPTH = 40;

    private YamlDocument() {}

    /** The one document of the file; empty where it is not one, and then the page has a complaint. */
    static Optional<Node> compose(Page page) {
        PolicyFile file = page.source();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.content()))
                    .toString();
            return only(
                    new Yaml(options(file)).composeAll(new StringReader(text)).iterator(), page);
        } catch (CharacterCodingException e) {
            return refuse(page, Place.startOf(file.name()), "the file is not UTF-8");
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            Place place = mark == null ? Place.startOf(file.name()) : Place.of(file.name(), mark);
            return refuse(page, place, "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            return refuse(page, Place.startOf(file.name()), "not YAML: " + e.getMessage());
        }
    }

    private static LoaderOptions options(PolicyFile file) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(file.content().length + 1);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setNestingDepthLimit(MAX_DEPTH);
        return options;
    }

    private static Optional<Node> only(Iterator<Node> documents, Page page) {
        if (!documents.hasNext()) {
            return refuse(page, Place.startOf(page.file()), "the file is empty");
        }
        Node first = documents.next();
        if (documents.hasNext()) {
            return refuse(page, page.place(documents.next()), "one document a file: this is a second one");
        }
        return AliasCheck.passes(first, page) ? Optional.of(first) : Optional.empty();
    }

    private static Optional<Node> refuse(Page page, Place place, String message) {
        page.errors().add(place.error(message));
        return Optional.empty();
    }
}
