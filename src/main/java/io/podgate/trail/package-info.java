/**
 * The audit trail: what is recorded of decisions and in which words, the chains that records stand in, the files that
 * are written, rotated, kept and read again, and the spool for what has to wait. Implements ports of {@code admission};
 * knows neither of the ledgers, which both write to it.
 */
@NullMarked
package io.podgate.trail;

import org.jspecify.annotations.NullMarked;
