/**
 * What Podgate remembers of its own doing: reservations, idempotency keys, the trail of decisions, and what callers
 * have used of their limits. Implements ports of {@code admission}.
 */
@NullMarked
package io.podgate.ledger;

import org.jspecify.annotations.NullMarked;
