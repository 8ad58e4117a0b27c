/**
 * Who is calling: from the token on a request to the caller that the policy names, and the keys of those who sign such
 * tokens. Uses {@code admission}, {@code policy}, Quarkus Security and jose4j.
 */
@NullMarked
package io.podgate.identity;

import org.jspecify.annotations.NullMarked;
