package io.podgate.policy;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one file into what all files say together. */
final class PolicyReader {

    private static final String API_VERSION = "podgate/v1";
    private static final String KIND = "PolicySet";

    private static final Keys KEYS = Keys.of(
                    "apiVersion",
                    "kind",
                    "metadata",
                    "account",
                    "prices",
                    "defaults",
                    "teams",
                    "groups",
                    "platform",
                    "rules")
            .later("exceptions");

    private final Page page;
    private final Declarations into;

    private PolicyReader(Page page, Declarations into) {
        this.page = page;
        this.into = into;
    }

    static void read(PolicyFile file, Page page, Declarations into) {
        YamlDocument.compose(file, page).ifPresent(new PolicyReader(page, into)::read);
    }

    private void read(Node root) {
        if (!kind(root).map(KIND::equals).orElse(true)) {
            return;
        }
        Block.read(page, root, KEYS).ifPresent(block -> {
            block.require("apiVersion", PolicyReader::apiVersion);
            block.require("kind", Scalars::text);
            block.get("metadata", PolicyReader::metadata);
            block.get("account", Declared.by(PolicyReader::account)).ifPresent(into.accounts::add);
            block.get("prices", Lists.of(Declared.by(PriceReader::read))).ifPresent(into.prices::addAll);
            block.get("defaults", Declared.by(TermsReader::defaults)).ifPresent(into.defaults::add);
            block.get("teams", Lists.of(TeamReader::read)).ifPresent(into.teams::addAll);
            block.get("groups", Lists.of(Declared.by(GroupReader::read))).ifPresent(into.groups::addAll);
            block.get("rules", Lists.of(Declared.by(RuleReader::read))).ifPresent(into.rules::addAll);
            block.get("platform", PolicyReader::platform).ifPresent(into.platformCallers::addAll);
        });
    }

    /** The kind, looked for before anything else: a document of another kind has other keys. */
    private Optional<String> kind(Node root) {
        if (root instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("kind")
                        && entry.getValueNode() instanceof ScalarNode kind) {
                    return Optional.of(known(kind));
                }
            }
        }
        return Optional.empty();
    }

    private String known(ScalarNode kind) {
        String name = kind.getValue();
        switch (name) {
            case KIND -> {}
            case "PolicyTest" -> page.complain(kind, "not supported yet: kind PolicyTest");
            default -> page.complain(kind, "expected kind " + KIND + " but found \"" + name + "\"");
        }
        return name;
    }

    private static Optional<String> apiVersion(Page page, Node node) {
        return Scalars.text(page, node)
                .flatMap(version -> version.equals(API_VERSION)
                        ? Optional.of(version)
                        : page.refuse(node, "expected apiVersion " + API_VERSION + " but found \"" + version + "\""));
    }

    private static Optional<String> metadata(Page page, Node node) {
        return Block.read(page, node, Keys.of("name")).flatMap(block -> block.get("name", Scalars::text));
    }

    private static Optional<Account> account(Page page, Node node) {
        return Block.read(page, node, Keys.of("workers", "burnRate"))
                .map(block -> new Account(block.get("workers", Scalars::count), block.get("burnRate", Scalars::money)));
    }

    private static Optional<List<DeclaredCaller>> platform(Page page, Node node) {
        return Block.read(page, node, Keys.of("callers"))
                .flatMap(block -> block.get("callers", Lists.of(CallerReader::ofPlatform)));
    }
}
