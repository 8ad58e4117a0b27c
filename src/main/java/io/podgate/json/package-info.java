/**
 * JSON text, strictly in and compactly out: a small tree, its parser and its writer. Knows nothing of endpoints; uses
 * nothing but the JDK and Jackson's streaming core.
 */
@NullMarked
package io.podgate.json;

import org.jspecify.annotations.NullMarked;
