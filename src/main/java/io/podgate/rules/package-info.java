/**
 * What limits cannot say: expressions in CEL over an update, type-checked when they are read and bounded when they are
 * evaluated. The one room that knows CEL; none of its classes is touched where a policy has no rules.
 */
@NullMarked
package io.podgate.rules;

import org.jspecify.annotations.NullMarked;
