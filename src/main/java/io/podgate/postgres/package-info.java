/**
 * What many replicas remember together in PostgreSQL: the same as {@code memory}, the trail and the last known names.
 * The only room that speaks SQL. Records and chains are those of the {@code trail}. Implements ports of
 * {@code admission}.
 */
@NullMarked
package io.podgate.postgres;

import org.jspecify.annotations.NullMarked;
