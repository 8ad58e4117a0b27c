/**
 * What a policy would decide, found out without a gateway: tests beside policies, what a change of policy would change,
 * and a first policy from what stands. Judges exactly as the pipeline does, by the same policy and the same arithmetic.
 */
@NullMarked
package io.podgate.rehearsal;

import org.jspecify.annotations.NullMarked;
