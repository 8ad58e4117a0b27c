/**
 * Who is calling: from the token on a request to the caller that the policy names. Uses {@code policy} and Quarkus
 * Security.
 */
@NullMarked
package io.podgate.identity;

import org.jspecify.annotations.NullMarked;
