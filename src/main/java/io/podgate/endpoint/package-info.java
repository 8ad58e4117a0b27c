/**
 * What an endpoint is and how it changes: the configuration, field by field, the updates that can be asked of it, and
 * what came of merging the two. Knows no wire format, no policy and no clock; uses nothing but the JDK.
 */
@NullMarked
package io.podgate.endpoint;

import org.jspecify.annotations.NullMarked;
