package io.podgate.identity;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One issuer: {@code podgate.identity.issuers.<name>.*}. */
public interface IssuerConfig {

    /** What its tokens say in {@code iss}, letter by letter. */
    String url();

    /** Where its keys are; where its discovery document says if this does not. */
    Optional<String> jwksUrl();

    /** PEM: the certificates that its own is to be signed by, instead of the machine's. Read at every look. */
    Optional<Path> caFile();

    /** What to show it for its keys, as {@code Authorization: Bearer}. Read at every look. */
    Optional<Path> tokenFile();

    /** With which its tokens may be signed: asymmetric ones alone. */
    @WithDefault("RS256,ES256")
    List<String> algorithms();
}
