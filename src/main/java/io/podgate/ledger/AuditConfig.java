package io.podgate.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The trail: {@code podgate.audit.*}. */
@ConfigMapping(prefix = "podgate.audit")
public interface AuditConfig {

    /** JSON Lines; {@code -} is standard output, which cannot be flushed to disk. */
    @WithDefault("${podgate.data.dir}/audit.jsonl")
    String file();
}
