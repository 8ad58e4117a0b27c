package io.podgate.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads by what a caller is known. */
final class CredentialReader {

    /** Exactly one of these a caller says. */
    static final List<String> WAYS = List.of("token", "tokens", "serviceAccount", "jwt");

    static final List<String> OF_SERVICE_ACCOUNT = List.of("issuer", "audience");
    static final Keys TOKEN = Keys.of("digest", "notAfter");
    static final Keys JWT = Keys.of("issuer", "audience", "claims");

    static final Pattern ACCOUNT =
            Pattern.compile("([a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)/([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)");

    /** What is checked of every token, or said elsewhere. */
    static final Set<String> NO_CLAIMS_OF_ONE = Set.of("iss", "aud", "exp", "nbf", "iat");

    private static final int QUOTES = 2;

    private CredentialReader() {}

    static Optional<Credential> read(Block block) {
        List<String> said = WAYS.stream().filter(block::says).toList();
        if (said.size() != 1) {
            block.complain("a caller has one of token, tokens, serviceAccount and jwt, but this one has "
                    + (said.isEmpty() ? "none" : String.join(" and ", said)));
            return Optional.empty();
        }
        String way = said.getFirst();
        if (!way.equals("serviceAccount")) {
            OF_SERVICE_ACCOUNT.stream()
                    .filter(block::says)
                    .forEach(key -> block.complain(key, key + " goes with serviceAccount, and into jwt"));
        }
        return switch (way) {
            case "token" ->
                block.get(way, Declared.by(CredentialReader::single))
                        .map(token -> new Credential.Tokens(List.of(token)));
            case "tokens" -> block.get(way, CredentialReader::tokens).map(Credential.Tokens::new);
            case "serviceAccount" -> serviceAccount(block);
            default -> block.get(way, Declared.by(CredentialReader::jwt)).map(Credential.Jwt::new);
        };
    }

    private static Optional<CallerToken> single(Page page, Node node) {
        return digest(page, node).map(digest -> new CallerToken(digest, Optional.empty()));
    }

    private static Optional<List<Declared<CallerToken>>> tokens(Page page, Node node) {
        return node instanceof SequenceNode list && list.getValue().isEmpty()
                ? page.refuse(node, "this names no tokens")
                : Lists.of(Declared.by(CredentialReader::token)).read(page, node);
    }

    private static Optional<CallerToken> token(Page page, Node node) {
        return Block.read(page, node, TOKEN)
                .flatMap(block -> block.require("digest", CredentialReader::digest)
                        .map(digest -> new CallerToken(digest, block.get("notAfter", Scalars::instant))));
    }

    private static Optional<Credential> serviceAccount(Block block) {
        Optional<Declared<Matcher>> account = block.get("serviceAccount", Declared.by(CredentialReader::account));
        Optional<String> issuer = block.require("issuer", CredentialReader::word);
        Optional<String> audience = block.require("audience", CredentialReader::word);
        return account.isEmpty() || issuer.isEmpty() || audience.isEmpty()
                ? Optional.empty()
                : account.map(its -> new Credential.Jwt(new Declared<>(
                        its.place(),
                        JwtMatch.ofServiceAccount(
                                its.value().group(1), its.value().group(2), issuer.get(), audience.get()))));
    }

    private static Optional<Matcher> account(Page page, Node node) {
        return Scalars.text(page, node)
                .map(ACCOUNT::matcher)
                .flatMap(account -> account.matches()
                        ? Optional.of(account)
                        : page.refuse(
                                node,
                                "expected a service account such as namespace/name but found " + Scalars.found(node)));
    }

    private static Optional<JwtMatch> jwt(Page page, Node node) {
        return Block.read(page, node, JWT).flatMap(block -> {
            Optional<String> issuer = block.require("issuer", CredentialReader::word);
            Optional<String> audience = block.require("audience", CredentialReader::word);
            Optional<Map<String, ClaimValue>> claims = block.require("claims", CredentialReader::claims);
            return issuer.isPresent() && audience.isPresent() && claims.isPresent()
                    ? Optional.of(new JwtMatch(issuer.get(), audience.get(), claims.get()))
                    : Optional.empty();
        });
    }

    private static Optional<String> word(Page page, Node node) {
        return Scalars.text(page, node)
                .flatMap(text -> text.isEmpty() || text.chars().anyMatch(Character::isWhitespace)
                        ? page.refuse(node, "expected text without spaces but found " + Scalars.found(node))
                        : Optional.of(text));
    }

    private static Optional<Map<String, ClaimValue>> claims(Page page, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            return page.refuse(node, "expected claims with values but found " + Scalars.found(node));
        }
        if (mapping.getValue().isEmpty()) {
            return page.refuse(node, "this names no claims, and any token of the issuer would do");
        }
        Map<String, ClaimValue> claims = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            Optional<String> name = Scalars.word(page, entry.getKeyNode());
            Optional<ClaimValue> value = Scalars.claim(page, entry.getValueNode());
            if (name.filter(NO_CLAIMS_OF_ONE::contains).isPresent()) {
                page.complain(
                        entry.getKeyNode(), name.get() + " is looked at of every token, and is no claim of one caller");
            } else if (name.isPresent() && value.isPresent() && claims.put(name.get(), value.get()) != null) {
                page.complain(entry.getKeyNode(), "duplicate key \"" + name.get() + "\"");
            }
        }
        return claims.isEmpty() ? Optional.empty() : Optional.of(claims);
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
