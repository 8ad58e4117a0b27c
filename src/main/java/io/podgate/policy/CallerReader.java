package io.podgate.policy;

import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads who may come in. */
final class CallerReader {

    private static final String[] OTHER_IDENTITIES = {"jwt", "serviceAccount", "issuer", "audience"};
    static final Keys TEAMS =
            Keys.of("name", "token", "role", "rateLimit", "readLimit", "fields").later(OTHER_IDENTITIES);
    static final Keys PLATFORMS =
            Keys.of("name", "token", "role", "rateLimit", "readLimit").later(OTHER_IDENTITIES);

    private static final int QUOTES = 2;

    private CallerReader() {}

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
        NodeReader<Declared<TokenDigest>> digest = Declared.by(CallerReader::digest);
        Optional<Declared<TokenDigest>> token =
                block.saysUnsupported() ? block.get("token", digest) : block.require("token", digest);
        Optional<Rate> rateLimit = block.get("rateLimit", Scalars::rate);
        Optional<Rate> readLimit = block.get("readLimit", Scalars::rate);
        var fields = block.get("fields", Lists::fields);
        return name.isPresent() && role.isPresent() && token.isPresent()
                ? Optional.of(new DeclaredCaller(
                        block.place(), name.get(), role.get(), token.get(), rateLimit, readLimit, fields))
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

    /**
     * Shows nothing of what was found: it may be a token that somebody pasted. It has to stand there letter by letter,
     * without escapes or line breaks, so that it can be found in the text; see {@link PolicyDocument}.
     */
    private static Optional<TokenDigest> digest(Page page, Node node) {
        int written = node.getEndMark().getIndex() - node.getStartMark().getIndex();
        return Scalars.secret(node)
                .filter(text -> written <= text.length() + QUOTES)
                .flatMap(TokenDigest::parse)
                .or(() -> page.refuse(
                        node, "expected a token's digest: sha256: and 64 lower-case hexadecimal digits, in quotes"));
    }
}
