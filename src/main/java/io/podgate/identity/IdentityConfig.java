package io.podgate.identity;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** Whose signed tokens are believed: {@code podgate.identity.*}. */
@ConfigMapping(prefix = "podgate.identity")
public interface IdentityConfig {

    /** By a name of one's own, which is the issuer's label in metrics. */
    Map<String, IssuerConfig> issuers();
}
