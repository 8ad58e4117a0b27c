package io.podgate.policy;

import io.podgate.endpoint.Endpoint;
import io.podgate.endpoint.EndpointConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads documents of kind PolicyTest. */
final class PolicyTestReader {

    static final String KIND = "PolicyTest";
    static final Set<String> VERDICTS = Set.of("allow", "deny", "unchanged", "not-found");
    static final Keys KEYS = Keys.of("apiVersion", "kind", "metadata", "catalog", "cases");
    static final Keys CASE = Keys.of("name", "as", "at", "endpoint", "fleet", "spent", "update", "expect");
    static final Keys EXPECTED = Keys.of("verdict", "rules", "warnings", "exceptions");

    private PolicyTestReader() {}

    static boolean isTest(Node root) {
        return PolicyReader.kind(root)
                .filter(kind -> kind.getValue().equals(KIND))
                .isPresent();
    }

    static Optional<PolicyTest> read(Page page, Node root) {
        return Block.read(page, root, KEYS).flatMap(block -> {
            block.require("apiVersion", PolicyReader::apiVersion);
            block.get("metadata", PolicyReader::metadata);
            Optional<String> catalog = block.get("catalog", Scalars::text);
            return block.require("cases", PolicyTestReader::cases)
                    .map(cases -> new PolicyTest(page.file(), catalog, cases));
        });
    }

    /** None would pass whatever the policy says. */
    private static Optional<List<PolicyTest.Case>> cases(Page page, Node node) {
        return node instanceof SequenceNode sequence && sequence.getValue().isEmpty()
                ? page.refuse(node, "cases is empty")
                : Lists.of(PolicyTestReader::readCase).read(page, node);
    }

    private static Optional<PolicyTest.Case> readCase(Page page, Node node) {
        return Block.read(page, node, CASE).flatMap(block -> {
            Optional<String> name = block.require("name", Scalars::text);
            Optional<String> as = block.require("as", Scalars::name);
            Optional<Endpoint> endpoint = block.require("endpoint", ConfigReader::endpoint);
            var at = block.get("at", Scalars::instant);
            var fleet = block.get("fleet", Lists.of(ConfigReader::endpoint)).orElse(List.of());
            var spent = block.get("spent", Scalars::money);
            Optional<EndpointConfig> update = block.require(
                    "update",
                    (where, value) -> ConfigReader.update(
                            where, value, endpoint.map(Endpoint::config).orElse(EndpointConfig.unknown())));
            Optional<PolicyTest.Expected> expected = block.require("expect", PolicyTestReader::expected);
            return name.isPresent()
                            && as.isPresent()
                            && endpoint.isPresent()
                            && update.isPresent()
                            && expected.isPresent()
                    ? Optional.of(new PolicyTest.Case(
                            block.place().line(),
                            name.get(),
                            as.get(),
                            at,
                            endpoint.get(),
                            fleet,
                            spent,
                            update.get(),
                            expected.get()))
                    : Optional.empty();
        });
    }

    private static Optional<PolicyTest.Expected> expected(Page page, Node node) {
        return Block.read(page, node, EXPECTED).flatMap(block -> {
            var rules = block.get("rules", Lists.of(Scalars::text));
            var warnings = block.get("warnings", Lists.of(Scalars::text));
            var exceptions = block.get("exceptions", Lists.of(Scalars::text));
            return block.require("verdict", PolicyTestReader::verdict)
                    .map(verdict -> new PolicyTest.Expected(verdict, rules, warnings, exceptions));
        });
    }

    private static Optional<String> verdict(Page page, Node node) {
        return Scalars.text(page, node)
                .flatMap(verdict -> VERDICTS.contains(verdict)
                        ? Optional.of(verdict)
                        : page.refuse(
                                node, "unknown verdict \"" + verdict + "\"" + Suggestion.forTypo(verdict, VERDICTS)));
    }
}
