package io.podgate.policy;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Reads who may come in. */
final class CallerReader {

    static final Keys TEAMS = keys("fields");
    static final Keys PLATFORMS = keys();

    private CallerReader() {}

    private static Keys keys(String... more) {
        return Keys.of(Stream.of(
                        Stream.of("name", "role", "rateLimit", "readLimit"),
                        CredentialReader.WAYS.stream(),
                        CredentialReader.OF_SERVICE_ACCOUNT.stream(),
                        Stream.of(more))
                .flatMap(Function.identity())
                .toArray(String[]::new));
    }

    static Optional<DeclaredCaller> ofTeam(Page page, Node node) {
        return Block.read(page, node, TEAMS).flatMap(block -> {
            Optional<Role> role =
                    block.says("role") ? block.get("role", role(Set.of("caller", "reader"))) : Optional.of(Role.CALLER);
            return caller(block, role);
        });
    }

    static Optional<DeclaredCaller> ofPlatform(Page page, Node node) {
        return Block.read(page, node, PLATFORMS)
                .flatMap(block -> caller(block, block.require("role", role(Set.of("platform", "auditor")))));
    }

    private static Optional<DeclaredCaller> caller(Block block, Optional<Role> role) {
        Optional<String> name = block.require("name", Scalars::name);
        Optional<Credential> credential = CredentialReader.read(block);
        Optional<Rate> rateLimit = block.get("rateLimit", Scalars::rate);
        Optional<Rate> readLimit = block.get("readLimit", Scalars::rate);
        var fields = block.get("fields", Lists::fields);
        return name.isPresent() && role.isPresent() && credential.isPresent()
                ? Optional.of(new DeclaredCaller(
                        block.place(), name.get(), role.get(), credential.get(), rateLimit, readLimit, fields))
                : Optional.empty();
    }

    private static NodeReader<Role> role(Set<String> known) {
        return (page, node) -> Scalars.text(page, node).flatMap(text -> {
            for (Role role : Role.values()) {
                if (known.contains(text) && role.key().equals(text)) {
                    return Optional.of(role);
                }
            }
            return page.refuse(node, "unknown role \"" + text + "\"" + Suggestion.forTypo(text, known));
        });
    }
}
