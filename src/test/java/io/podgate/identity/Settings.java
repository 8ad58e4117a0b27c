package io.podgate.identity;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One issuer's settings. */
record Settings(
        String url, Optional<String> jwksUrl, Optional<Path> caFile, Optional<Path> tokenFile, List<String> algorithms)
        implements IssuerConfig {

    static Settings of(String url) {
        return new Settings(url, Optional.empty(), Optional.empty(), Optional.empty(), List.of("RS256", "ES256"));
    }

    static Settings of(TestIssuer issuer) {
        return of(issuer.url()).trusting(issuer.ca());
    }

    Settings trusting(Path ca) {
        return new Settings(url, jwksUrl, Optional.of(ca), tokenFile, algorithms);
    }

    Settings showing(Path token) {
        return new Settings(url, jwksUrl, caFile, Optional.of(token), algorithms);
    }

    Settings withKeysAt(String at) {
        return new Settings(url, Optional.of(at), caFile, tokenFile, algorithms);
    }

    Settings signing(String... by) {
        return new Settings(url, jwksUrl, caFile, tokenFile, List.of(by));
    }

    static IdentityConfig named(Map<String, ? extends IssuerConfig> issuers) {
        return () -> Map.copyOf(issuers);
    }
}
