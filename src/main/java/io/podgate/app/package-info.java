/**
 * Puts the house together: wires the rooms, watches the policy files, tells whether the gateway is ready. May use every
 * room; no room uses it.
 */
@NullMarked
package io.podgate.app;

import org.jspecify.annotations.NullMarked;
