package io.podgate.trail;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The trail: {@code podgate.audit.*}. */
@ConfigMapping(prefix = "podgate.audit")
public interface AuditConfig {

    /** JSON Lines; {@code -} is standard output, which cannot be flushed to disk. */
    @WithDefault("${podgate.data.dir}/audit.jsonl")
    String file();

    /** Where records wait that the trail could not take. */
    @WithDefault("${podgate.data.dir}/spool.jsonl")
    String spool();

    /** How large the file may become before another one is begun. */
    @WithDefault("256M")
    MemorySize rotateSize();

    /** How long files are kept that were rotated; at least a day. */
    @WithDefault("90d")
    Duration retain();
}
