/**
 * Money: what an endpoint costs at worst, which lines of a budget it counts for, and what of them is taken or reserved.
 * Exact decimal arithmetic; knows no policy file, no store and no clock.
 */
@NullMarked
package io.podgate.budget;

import org.jspecify.annotations.NullMarked;
