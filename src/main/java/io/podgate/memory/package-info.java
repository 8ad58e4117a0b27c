/**
 * What one replica remembers in memory: reservations, intents without a result, idempotency keys, and what callers have
 * used of their limits. What has to survive the process is in the {@code trail}. Implements ports of {@code admission}.
 */
@NullMarked
package io.podgate.memory;

import org.jspecify.annotations.NullMarked;
