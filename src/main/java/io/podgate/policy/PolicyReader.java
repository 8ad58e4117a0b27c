package io.podgate.policy;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one file into what all files say together. */
final class PolicyReader {

    static final String API_VERSION = "podgate/v1";
    static final String KIND = "PolicySet";

    static final Keys KEYS = Keys.of(
            "apiVersion",
            "kind",
            "metadata",
            "account",
            "prices",
            "defaults",
            "teams",
            "groups",
            "platform",
            "rules",
            "exceptions");

    static final Keys METADATA = Keys.of("name");
    static final Keys ACCOUNT = Keys.of("workers", "burnRate");
    static final Keys PLATFORM = Keys.of("callers");

    private final Page page;
    private final Declarations into;

    private PolicyReader(Page page, Declarations into) {
        this.page = page;
        this.into = into;
    }

    static void read(Page page, Declarations into) {
        YamlDocument.compose(page).ifPresent(new PolicyReader(page, into)::read);
    }

    private void read(Node root) {
        Optional<ScalarNode> kind = kind(root);
        if (PolicyTestReader.isTest(root)) {
            return;
        }
        into.policies++;
        if (!kind.map(this::isPolicy).orElse(true)) {
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
            block.get("rules", RuleReader::all).ifPresent(into.rules::addAll);
            block.get("exceptions", Lists.of(Declared.by(ExemptionReader::read)))
                    .ifPresent(into.exemptions::addAll);
            block.get("platform", PolicyReader::platform).ifPresent(into.platformCallers::addAll);
        });
    }

    /** The kind, looked for before anything else: a document of another kind has other keys. */
    static Optional<ScalarNode> kind(Node root) {
        if (root instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("kind")
                        && entry.getValueNode() instanceof ScalarNode kind) {
                    return Optional.of(kind);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isPolicy(ScalarNode kind) {
        if (!kind.getValue().equals(KIND)) {
            page.complain(kind, "expected kind " + KIND + " or PolicyTest but found \"" + kind.getValue() + "\"");
        }
        return kind.getValue().equals(KIND);
    }

    static Optional<String> apiVersion(Page page, Node node) {
        return Scalars.text(page, node)
                .flatMap(version -> version.equals(API_VERSION)
                        ? Optional.of(version)
                        : page.refuse(node, "expected apiVersion " + API_VERSION + " but found \"" + version + "\""));
    }

    static Optional<String> metadata(Page page, Node node) {
        return Block.read(page, node, METADATA).flatMap(block -> block.get("name", Scalars::text));
    }

    private static Optional<Account> account(Page page, Node node) {
        return Block.read(page, node, ACCOUNT)
                .map(block -> new Account(block.get("workers", Scalars::count), block.get("burnRate", Scalars::money)));
    }

    private static Optional<List<DeclaredCaller>> platform(Page page, Node node) {
        return Block.read(page, node, PLATFORM)
                .flatMap(block -> block.get("callers", Lists.of(CallerReader::ofPlatform)));
    }
}
